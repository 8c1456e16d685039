package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.util.Map;

/// The pull half of the OCI distribution specification 1.1, for one repository.
final class Repository {
    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    private final RegistryReference reference;
    private final Requests requests;

    Repository(RegistryReference reference, Requests requests) {
        this.reference = reference;
        this.requests = requests;
    }

    /// The digest of the manifest or index of a tag, without fetching it where the registry tells.
    Digest digest(String tag) throws IOException {
        String claimed = retries().run(() -> {
            try (Answer answer = requests.ask(
                    "HEAD",
                    requests.own(path("manifests/" + tag)),
                    Map.of("Accept", MANIFESTS),
                    "image " + reference)) {
                return answer.header("docker-content-digest");
            }
        });
        return claimed.matches("sha256:[0-9a-f]{64}")
                ? Digest.parse(claimed)
                : manifest(tag).digest();
    }

    /// The manifest or index of a tag or digest, its bytes as the registry has them.
    ///
    /// @param version tag or digest
    FetchedDocument manifest(String version) throws IOException {
        return retries().run(() -> {
            try (Answer answer = get("manifests/" + version, Map.of("Accept", MANIFESTS), "image " + reference)) {
                FetchedDocument document =
                        new FetchedDocument(answer.bytes(requests.limits().manifestBytes(), "manifest"));
                String claimed = answer.header("docker-content-digest");
                if (claimed.startsWith("sha256:")
                        && !claimed.equals(document.digest().toString())) {
                    throw wrongBytes("manifest " + claimed, document.digest());
                }
                return document;
            }
        });
    }

    /// The manifest or index that a descriptor names.
    FetchedDocument manifest(Descriptor descriptor) throws IOException {
        FetchedDocument document = manifest(descriptor.digest().toString());
        return checked(document, descriptor, "manifest");
    }

    /// A small blob, whole.
    FetchedDocument document(Descriptor descriptor) throws IOException {
        return retries().run(() -> {
            try (Answer answer = blob(descriptor, 0)) {
                byte[] bytes = answer.bytes(requests.limits().manifestBytes(), "configuration");
                return checked(new FetchedDocument(bytes), descriptor, "configuration");
            }
        });
    }

    private FetchedDocument checked(FetchedDocument document, Descriptor descriptor, String what)
            throws RegistryException {
        if (!document.digest().equals(descriptor.digest())) {
            throw wrongBytes(what + " " + descriptor.digest(), document.digest());
        }
        if (document.size() != descriptor.size()) {
            throw RegistryException.lasting("the " + what + " " + descriptor.digest() + " has " + document.size()
                    + " bytes, and " + descriptor.size() + " were declared");
        }
        return document;
    }

    /// A blob from this byte on; the caller closes the answer, which is 200 (all of it) or 206 (the rest).
    Answer blob(Descriptor descriptor, long from) throws IOException {
        Map<String, String> range = from == 0 ? Map.of() : Map.of("Range", "bytes=" + from + "-");
        return get("blobs/" + descriptor.digest(), range, "layer " + descriptor.digest());
    }

    Retries retries() {
        return requests.retries();
    }

    RegistryException wrongBytes(String what, Digest actual) {
        return RegistryException.lasting(
                requests.registry().host() + " delivers other bytes as " + what + ": they are " + actual);
    }

    private Answer get(String path, Map<String, String> headers, String what) throws IOException {
        return requests.get(path(path), headers, what);
    }

    private String path(String path) {
        return "/v2/" + reference.repository() + "/" + path;
    }
}
