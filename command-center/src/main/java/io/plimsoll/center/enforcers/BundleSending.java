package io.plimsoll.center.enforcers;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.plimsoll.api.enforcer.v1.BundleChunk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Sends a file no faster than the other side takes it. It stays the same file even if another takes its name.
final class BundleSending {
    private static final int CHUNK = 256 * 1024;
    private static final long PATIENCE_SECONDS = 60;

    private BundleSending() {}

    /// @param isDelta whether the file is a delta and not a whole bundle
    static void send(Path file, boolean isDelta, ServerCallStreamObserver<BundleChunk> out) {
        Semaphore room = new Semaphore(0);
        out.setOnReadyHandler(room::release);
        out.setOnCancelHandler(room::release);
        Thread.ofVirtual().name("bundle").start(() -> {
            try (InputStream in = Files.newInputStream(file)) {
                for (byte[] data = in.readNBytes(CHUNK); data.length > 0; data = in.readNBytes(CHUNK)) {
                    awaitRoom(out, room);
                    out.onNext(BundleChunk.newBuilder()
                            .setData(ByteString.copyFrom(data))
                            .setIsDelta(isDelta)
                            .build());
                }
                out.onCompleted();
            } catch (IOException e) {
                out.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void awaitRoom(ServerCallStreamObserver<BundleChunk> out, Semaphore room)
            throws IOException, InterruptedException {
        while (!out.isReady()) {
            if (out.isCancelled() || !room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the Enforcer takes nothing");
            }
        }
    }
}
