package io.plimsoll.policy;

import io.plimsoll.model.PackageUrl;
import java.util.List;
import java.util.Optional;

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
        Optional<PackageUrl> wanted = PackageUrl.parse(identifier);
        return wanted.isPresent()
                && PackageUrl.parse(purl)
                        .filter(there -> isMeant(wanted.get(), there))
                        .isPresent();
    }

    private static boolean isMeant(PackageUrl wanted, PackageUrl there) {
        return wanted.type().equals(there.type())
                && wanted.namespace().equals(there.namespace())
                && wanted.name().equals(there.name())
                && (wanted.version().isEmpty() || wanted.version().equals(there.version()))
                && there.qualifiers().entrySet().containsAll(wanted.qualifiers().entrySet());
    }

    /// Whether the image is meant, by its name with or without tag, its id, or a package URL of type `oci` or `docker`.
    boolean isImage(Image image) {
        if (image.names.contains(identifier) || image.id.equals(Optional.of(identifier))) {
            return true;
        }
        return PackageUrl.parse(identifier)
                .filter(purl -> purl.type().equals("oci") || purl.type().equals("docker"))
                .filter(purl -> image.names.stream().anyMatch(name -> isNamed(purl, name)))
                .filter(purl -> purl.version().isEmpty()
                        || image.id.equals(Optional.of(purl.version()))
                        || image.names.stream().anyMatch(name -> name.endsWith(":" + purl.version())))
                .isPresent();
    }

    /// An `oci` purl has the last part of the repository's name alone.
    private static boolean isNamed(PackageUrl purl, String image) {
        String repository = image.replaceFirst("(@.*|:[^:/]*)$", "");
        String name = purl.namespace().isEmpty() ? purl.name() : purl.namespace() + "/" + purl.name();
        return repository.equals(name) || repository.endsWith("/" + name);
    }
}
