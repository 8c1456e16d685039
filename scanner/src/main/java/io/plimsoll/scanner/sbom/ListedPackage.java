package io.plimsoll.scanner.sbom;

import io.plimsoll.model.Digest;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.model.SoftwarePackage.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A package of the inventory, made from an element and its package URL.
final class ListedPackage {
    private static final Pattern SOURCE_RPM = Pattern.compile("(.+)-([^-]+-[^-]+)\\.(?:no)?src\\.rpm");

    private ListedPackage() {}

    static SoftwarePackage of(Element element, PackageUrl purl, PackageType type) {
        String version = version(element, purl, type);
        return new SoftwarePackage(
                name(element, purl, type),
                version,
                type,
                element.purl(),
                source(element, purl, type, version),
                purl.qualifier("arch"),
                element.path(),
                layer(element),
                element.licences(),
                element.property("plimsoll:owner"),
                element.property("plimsoll:scope"));
    }

    /// The ecosystem's own name. A package URL may have lost its upper case; the element's name has it still.
    private static String name(Element element, PackageUrl purl, PackageType type) {
        String own = type.isDistributionPackage() || purl.namespace().isEmpty()
                ? purl.name()
                : purl.namespace() + (type == PackageType.MAVEN ? ":" : "/") + purl.name();
        return List.of(element.name(), element.group() + "/" + element.name(), element.group() + ":" + element.name())
                .stream()
                .filter(own::equalsIgnoreCase)
                .findFirst()
                .orElse(own);
    }

    private static String version(Element element, PackageUrl purl, PackageType type) {
        String version = purl.version().isEmpty() ? element.version() : purl.version();
        return type == PackageType.RPM ? withEpoch(purl.qualifier("epoch"), version) : version;
    }

    private static String withEpoch(String epoch, String version) {
        return epoch.isEmpty() || epoch.equals("0") || version.contains(":") ? version : epoch + ":" + version;
    }

    /// The source package, as the qualifier `upstream` or trivy's properties tell it.
    private static @Nullable Source source(Element element, PackageUrl purl, PackageType type, String version) {
        if (!type.isDistributionPackage()) {
            return null;
        }
        String upstream = purl.qualifier("upstream");
        if (upstream.isEmpty()) {
            Source own = type == PackageType.RPM ? null : new Source(purl.name(), version);
            return ofTrivy(element).orElse(own);
        }
        Matcher rpm = SOURCE_RPM.matcher(upstream);
        if (type == PackageType.RPM && rpm.matches()) {
            return new Source(rpm.group(1), withEpoch(purl.qualifier("epoch"), rpm.group(2)));
        }
        int at = upstream.indexOf('@');
        return at > 0
                ? new Source(upstream.substring(0, at), upstream.substring(at + 1))
                : new Source(upstream, version);
    }

    private static Optional<Source> ofTrivy(Element element) {
        String name = element.property("aquasecurity:trivy:SrcName");
        String release = element.property("aquasecurity:trivy:SrcRelease");
        String version = element.property("aquasecurity:trivy:SrcVersion") + (release.isEmpty() ? "" : "-" + release);
        return name.isEmpty() || version.isEmpty()
                ? Optional.empty()
                : Optional.of(new Source(name, withEpoch(element.property("aquasecurity:trivy:SrcEpoch"), version)));
    }

    private static @Nullable Digest layer(Element element) {
        try {
            String layer = element.property("plimsoll:layer");
            return layer.isEmpty() ? null : Digest.parse(layer);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
