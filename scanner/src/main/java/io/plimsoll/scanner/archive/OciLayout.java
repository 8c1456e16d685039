package io.plimsoll.scanner.archive;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An OCI image layout (OCI image specification, "Image Layout"): `index.json` lists manifests by digest, an index may
/// stand in the place of a manifest and list one per platform, and all of them lie in `blobs/sha256`.
final class OciLayout {
    static final String INDEX = "index.json";
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int DEEPEST_INDEX = 4;
    private static final List<String> NAME_ANNOTATIONS =
            List.of("org.opencontainers.image.ref.name", "io.containerd.image.name");

    private final ImageArchive archive;
    private final String architecture;

    /// @param architecture of the platform that is taken where an image has several, such as `amd64`
    OciLayout(ImageArchive archive, String architecture) {
        this.archive = archive;
        this.architecture = architecture;
    }

    /// @param wanted names of which the image must bear one; empty if the layout must hold one image only
    ImageParts image(List<String> wanted) throws MalformedInput {
        List<ImageChoice<Json>> choices = new ArrayList<>();
        for (Json descriptor : Json.parse(archive.document(INDEX).content().toArray())
                .field("manifests")
                .items()) {
            if (!isAttestation(descriptor)) {
                choices.add(new ImageChoice<>(names(descriptor), descriptor));
            }
        }
        ImageChoice<Json> chosen = ImageChoice.choose(choices, wanted);
        Json manifest = manifest(chosen.image(), DEEPEST_INDEX);
        List<ImageAssembly.Part> layers = new ArrayList<>();
        for (Json layer : manifest.field("layers").items()) {
            layers.add(blob(layer));
        }
        return new ImageAssembly(archive).assemble(blob(manifest.field("config")), layers, chosen.names());
    }

    private static List<String> names(Json descriptor) throws MalformedInput {
        Json annotations = descriptor.field("annotations");
        return NAME_ANNOTATIONS.stream()
                .map(annotations::entry)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /// The manifest that a descriptor leads to, through indexes of platforms.
    private Json manifest(Json descriptor, int depth) throws MalformedInput {
        ImageAssembly.Part part = blob(descriptor);
        ArchiveMember.Document document = archive.document(part.name());
        if (!document.digest().toString().equals(part.digest())) {
            throw new MalformedInput("the manifest " + part.digest() + " has the bytes of " + document.digest());
        }
        Json json = Json.parse(document.content().toArray());
        List<Json> platforms = json.field("manifests").items();
        if (platforms.isEmpty()) {
            return json;
        }
        if (depth == 0) {
            throw new MalformedInput("indexes lie inside each other more than " + DEEPEST_INDEX + " deep");
        }
        return manifest(ofPlatform(platforms), depth - 1);
    }

    private Json ofPlatform(List<Json> manifests) throws MalformedInput {
        List<Json> fitting = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Json manifest : manifests) {
            Json platform = manifest.field("platform");
            seen.add(platform.field("os").text() + "/"
                    + platform.field("architecture").text());
            if (platform.field("os").text().equals("linux")
                    && platform.field("architecture").text().equals(architecture)) {
                fitting.add(manifest);
            }
        }
        boolean only = manifests.size() == 1 && !isAttestation(manifests.getFirst());
        if (only) {
            return manifests.getFirst();
        }
        if (fitting.size() != 1) {
            throw new MalformedInput(
                    "the index has " + fitting.size() + " images for linux/" + architecture + "; it has: " + seen);
        }
        return fitting.getFirst();
    }

    /// BuildKit lists provenance beside images, for a platform that does not exist.
    private static boolean isAttestation(Json descriptor) throws MalformedInput {
        return descriptor.field("platform").field("os").text().equals("unknown");
    }

    private static ImageAssembly.Part blob(Json descriptor) throws MalformedInput {
        String digest = descriptor.field("digest").text();
        if (!DIGEST.matcher(digest).matches()) {
            throw new MalformedInput("the layout names a blob by '" + digest + "', which is no SHA-256 digest");
        }
        return new ImageAssembly.Part("blobs/sha256/" + digest.substring("sha256:".length()), digest);
    }
}
