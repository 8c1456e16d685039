package io.plimsoll.enforcer.link;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.plimsoll.api.enforcer.v1.EnforcerLinkGrpc;
import io.plimsoll.api.enforcer.v1.InventoryChunk;
import io.plimsoll.api.enforcer.v1.InventoryReceipt;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends one inventory to the Center, no faster than it is taken.
final class InventoryUpload implements ClientResponseObserver<InventoryChunk, InventoryReceipt> {
    private static final int CHUNK = 256 * 1024;
    private static final long PATIENCE_SECONDS = 120;

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Semaphore room = new Semaphore(0);
    private final CompletableFuture<ClientCallStreamObserver<InventoryChunk>> begun = new CompletableFuture<>();

    private InventoryUpload() {}

    /// Returns once the Center has it.
    ///
    /// @throws IOException if it did not take it
    static void send(ManagedChannel channel, Digest image, Path inventory) throws IOException, InterruptedException {
        InventoryUpload upload = new InventoryUpload();
        EnforcerLinkGrpc.newStub(channel)
                .withDeadlineAfter(10, TimeUnit.MINUTES)
                .uploadInventory(upload);
        try (InputStream in = Files.newInputStream(inventory)) {
            upload.sendAll(image, in);
            upload.end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the Center did not take the inventory of " + image.shortHex() + ": " + e, e);
        }
    }

    private void sendAll(Digest image, InputStream in)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ClientCallStreamObserver<InventoryChunk> sending = begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        InventoryChunk.Builder first = InventoryChunk.newBuilder().setImageId(image.toString());
        byte[] data = in.readNBytes(CHUNK);
        while (data.length > 0 && !end.isDone()) {
            awaitRoom(sending);
            sending.onNext(first.setData(ByteString.copyFrom(data)).build());
            first.clearImageId();
            data = in.readNBytes(CHUNK);
        }
        if (!end.isDone()) {
            sending.onCompleted();
        }
    }

    private void awaitRoom(ClientCallStreamObserver<InventoryChunk> sending) throws InterruptedException, IOException {
        while (!sending.isReady() && !end.isDone()) {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                sending.cancel("the Center takes nothing", null);
                throw new IOException("the Center takes nothing");
            }
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<InventoryChunk> stream) {
        stream.setOnReadyHandler(room::release);
        begun.complete(stream);
    }

    @Override
    public void onNext(InventoryReceipt receipt) {}

    @Override
    public void onError(Throwable error) {
        end.completeExceptionally(error);
        room.release();
    }

    @Override
    public void onCompleted() {
        end.complete(null);
        room.release();
    }
}
