package io.plimsoll.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a VEX statement is about: a package URL, or the name of an image.
///
/// @param identifier as the document has it
public record VexProduct(String identifier) {
    /// An image that findings are of.
    ///
    /// @param id digest of its configuration; empty for a plain folder
    public record Image(List<String> names, Optional<String> id) {
        public Image {
            names = List.copyOf(names);
        }
    }

    /// Whether the package is meant: the same type, namespace and name, and the version and each qualifier that the
    /// product names; what it leaves out may be anything (OpenVEX, "Product Matching").
    boolean isPackage(String purl) {
        Optional<Purl> wanted = Purl.of(identifier);
        Optional<Purl> there = Purl.of(purl);
        return wanted.isPresent()
                && there.isPresent()
                && wanted.get().name.equals(there.get().name)
                && (wanted.get().version.isEmpty() || wanted.get().version.equals(there.get().version))
                && there.get()
                        .qualifiers
                        .entrySet()
                        .containsAll(wanted.get().qualifiers.entrySet());
    }

    /// Whether the image is meant, by its name with or without tag, its id, or a package URL of type `oci` or `docker`.
    boolean isImage(Image image) {
        if (image.names.contains(identifier) || image.id.equals(Optional.of(identifier))) {
            return true;
        }
        return Purl.of(identifier)
                .filter(purl -> purl.name.startsWith("oci/") || purl.name.startsWith("docker/"))
                .filter(purl -> image.names.stream().anyMatch(name -> isNamed(purl, name)))
                .filter(purl -> purl.version.isEmpty()
                        || image.id.equals(Optional.of(purl.version))
                        || image.names.stream().anyMatch(name -> name.endsWith(":" + purl.version)))
                .isPresent();
    }

    /// An `oci` purl has the last part of the repository's name alone.
    private static boolean isNamed(Purl purl, String image) {
        String repository = image.replaceFirst("(@.*|:[^:/]*)$", "");
        String name = purl.name.substring(purl.name.indexOf('/') + 1);
        return repository.equals(name) || repository.endsWith("/" + name);
    }

    /// A package URL in the parts that are compared.
    ///
    /// @param name type, namespace and name, decoded
    private record Purl(String name, String version, Map<String, String> qualifiers) {
        static Optional<Purl> of(String text) {
            if (!text.startsWith("pkg:")) {
                return Optional.empty();
            }
            String rest = text.substring(4).replaceFirst("#.*", "");
            int question = rest.indexOf('?');
            String path = question < 0 ? rest : rest.substring(0, question);
            int at = path.lastIndexOf('@');
            return Optional.of(new Purl(
                    PercentEncoding.decoded(at <= 0 ? path : path.substring(0, at))
                            .replaceFirst("^/+", ""),
                    at <= 0 ? "" : PercentEncoding.decoded(path.substring(at + 1)),
                    question < 0 ? Map.of() : qualifiers(rest.substring(question + 1))));
        }

        private static Map<String, String> qualifiers(String text) {
            return Arrays.stream(text.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .filter(pair -> pair.length == 2 && !pair[1].isEmpty())
                    .collect(Collectors.toMap(
                            pair -> pair[0], pair -> PercentEncoding.decoded(pair[1]), (first, _) -> first));
        }
    }
}
