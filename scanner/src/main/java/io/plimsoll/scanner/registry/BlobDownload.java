package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.OptionalLong;

/// Copies one blob as it arrives, goes on where a connection broke off, and compares the digest at the end. Of
/// an endless one it reads what was declared.
final class BlobDownload {
    private final Repository repository;
    private final Descriptor blob;
    private final OutputStream out;
    private final MessageDigest sha256 = Digest.sha256();
    private final byte[] buffer = new byte[1 << 16];
    private long done;

    BlobDownload(Repository repository, Descriptor blob, OutputStream out) {
        this.repository = repository;
        this.blob = blob;
        this.out = out;
    }

    /// @throws RegistryException if the registry does not deliver it; some of it may have been written
    void run() throws IOException {
        repository.retries().run(() -> {
            goOn();
            return done;
        });
        Digest actual = Digest.ofRaw(sha256.digest());
        if (!actual.equals(blob.digest())) {
            throw repository.wrongBytes("layer " + blob.digest(), actual);
        }
    }

    private void goOn() throws IOException {
        if (done == blob.size()) {
            return;
        }
        try (Answer answer = repository.blob(blob, done)) {
            long skip = answer.status() == 206 ? continued(answer) : done;
            checkLength(answer, blob.size() - done + skip);
            while (skip > 0) {
                skip -= read(answer, skip);
            }
            while (done < blob.size()) {
                int read = read(answer, blob.size() - done);
                sha256.update(buffer, 0, read);
                out.write(buffer, 0, read);
                done += read;
            }
        }
    }

    private int read(Answer answer, long most) throws IOException {
        int read = answer.body().read(buffer, 0, (int) Math.min(most, buffer.length));
        if (read < 0) {
            throw RegistryException.passing(
                    answer.from().getAuthority() + " delivers less of layer " + blob.digest() + " than it declared");
        }
        return read;
    }

    private long continued(Answer answer) throws RegistryException {
        if (!answer.header("content-range").startsWith("bytes " + done + "-")) {
            throw RegistryException.lasting(answer.from().getAuthority() + " continues layer " + blob.digest()
                    + " at another place than asked for");
        }
        return 0;
    }

    private void checkLength(Answer answer, long expected) throws RegistryException {
        OptionalLong length = answer.length();
        if (length.isPresent() && length.getAsLong() != expected) {
            throw RegistryException.lasting(answer.from().getAuthority() + " wants to send " + length.getAsLong()
                    + " bytes of layer " + blob.digest() + ", and the manifest declares " + expected);
        }
    }
}
