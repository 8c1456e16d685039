package io.plimsoll.enforcer.link;

import io.grpc.ManagedChannel;
import io.plimsoll.api.enforcer.v1.BundleChunk;
import io.plimsoll.api.enforcer.v1.BundleOffer;
import io.plimsoll.api.enforcer.v1.EnforcerLinkGrpc;
import io.plimsoll.api.enforcer.v1.FetchBundleRequest;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/// Brings an offered bundle onto the disk, or what leads to it. Whether it is believed is not decided here.
final class BundleDownload {
    private static final long LARGEST = Integer.MAX_VALUE;

    private BundleDownload() {}

    /// @param digest of the bytes that came
    /// @param isDelta whether they lead to the bundle from the one that the Enforcer has
    record Arrived(Digest digest, boolean isDelta) {}

    /// @param have digest of the bundle that a delta may lead from; empty to get the whole
    /// @throws IOException if not all came
    /// @throws io.grpc.StatusRuntimeException if the Center broke off
    static Arrived fetch(ManagedChannel channel, BundleOffer offer, String have, Path into) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        Iterator<BundleChunk> chunks = EnforcerLinkGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.MINUTES)
                .fetchBundle(FetchBundleRequest.newBuilder()
                        .setDigest(offer.getDigest())
                        .setHave(have)
                        .build());
        long left = Math.min(offer.getSize(), LARGEST);
        boolean isDelta = false;
        try (OutputStream out = Files.newOutputStream(into)) {
            while (chunks.hasNext()) {
                BundleChunk chunk = chunks.next();
                isDelta |= chunk.getIsDelta();
                byte[] data = chunk.getData().toByteArray();
                left -= data.length;
                if (left < 0) {
                    throw new IOException("the bundle is longer than the " + offer.getSize() + " bytes offered");
                }
                sha256.update(data);
                out.write(data);
            }
        }
        if (left != 0 && !isDelta) {
            throw new IOException(left + " bytes of the offered bundle are missing");
        }
        return new Arrived(Digest.ofRaw(sha256.digest()), isDelta);
    }
}
