package io.plimsoll.scanner.sbom;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.MalformedInput;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/// Reads the bill of materials that a Java program holds of itself.
public final class EmbeddedSbom {
    private static final Set<String> SOFTWARE = Set.of("library", "framework");

    /// Parts of the JDK, by the names of its modules.
    private static final Set<String> JDK = Set.of("java.", "jdk.");

    private final Libraries libraries;
    private int unidentified;

    private EmbeddedSbom(Libraries libraries) {
        this.libraries = libraries;
    }

    /// Takes what Maven calls a library.
    public interface Libraries {
        void take(String group, String artifact, String version) throws LimitReached;
    }

    /// Hands over its libraries by their package URL, or, as GraalVM wrote it at first, by group, name and version.
    ///
    /// @return how many others it lists
    /// @throws MalformedInput if it is no bill of materials that we know
    public static int read(InputStream document, Libraries libraries) throws MalformedInput, LimitReached {
        EmbeddedSbom sbom = new EmbeddedSbom(libraries);
        BillOfMaterials.read(document, sbom::take);
        return sbom.unidentified;
    }

    private void take(Element element) throws LimitReached {
        if (!SOFTWARE.contains(element.kind()) || JDK.stream().anyMatch(element.name()::startsWith)) {
            return;
        }
        Optional<PackageUrl> purl =
                PackageUrl.parse(element.purl()).filter(parsed -> parsed.type().equals(PackageType.MAVEN.purlType()));
        if (purl.isPresent()) {
            libraries.take(purl.get().namespace(), purl.get().name(), purl.get().version());
        } else if (element.purl().isEmpty() && !element.group().isEmpty()) {
            libraries.take(element.group(), element.name(), element.version());
        } else {
            unidentified++;
        }
    }
}
