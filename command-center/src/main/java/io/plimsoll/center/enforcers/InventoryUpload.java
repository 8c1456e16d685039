package io.plimsoll.center.enforcers;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.plimsoll.advisories.InventoryReader;
import io.plimsoll.advisories.UnreadableInventoryException;
import io.plimsoll.api.enforcer.v1.InventoryChunk;
import io.plimsoll.api.enforcer.v1.InventoryReceipt;
import io.plimsoll.center.hosts.Hosts;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one inventory, chunk by chunk, compressed in memory, and reads it strictly once it is whole. An Enforcer may
/// speak about images of its own host only.
final class InventoryUpload implements StreamObserver<InventoryChunk> {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryUpload.class);
    private static final long LARGEST = 64L << 20;

    /// Reading one takes memory; so many are read at a time.
    private static final Semaphore READERS = new Semaphore(2);

    private final Database database;
    private final Hosts hosts;
    private final Images images;
    private final Peer peer;
    private final StreamObserver<InventoryReceipt> answer;
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;
    private Optional<Digest> image = Optional.empty();
    private long size;
    private boolean over;

    InventoryUpload(Database database, Hosts hosts, Images images, Peer peer, StreamObserver<InventoryReceipt> answer) {
        this.database = database;
        this.hosts = hosts;
        this.images = images;
        this.peer = peer;
        this.answer = answer;
        try {
            this.gzip = new GZIPOutputStream(compressed);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to write", e);
        }
    }

    @Override
    public void onNext(InventoryChunk chunk) {
        if (over) {
            return;
        }
        if (image.isEmpty()) {
            image = Reports.digest(chunk.getImageId());
            if (image.isEmpty()) {
                refuse(Status.INVALID_ARGUMENT, "the first chunk names no image");
                return;
            }
            if (!mayUpload(image.get())) {
                refuse(Status.FAILED_PRECONDITION, "this host has not listed the image " + image.get());
                return;
            }
        }
        size += chunk.getData().size();
        if (size > LARGEST) {
            refuse(Status.RESOURCE_EXHAUSTED, "an inventory has at most " + LARGEST + " bytes");
            return;
        }
        try {
            chunk.getData().writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to write", e);
        }
    }

    private boolean mayUpload(Digest digest) {
        Optional<UUID> host = hosts.ofEnforcer(peer.enforcer());
        return host.isPresent() && images.isOnHost(digest, host.get());
    }

    @Override
    public void onError(Throwable error) {
        over = true;
    }

    @Override
    public void onCompleted() {
        if (over) {
            return;
        }
        if (image.isEmpty()) {
            refuse(Status.INVALID_ARGUMENT, "nothing was sent");
            return;
        }
        READERS.acquireUninterruptibly();
        try {
            gzip.close();
            keep(image.get(), compressed.toByteArray());
        } catch (UnreadableInventoryException e) {
            refuse(Status.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("an inventory of {} could not be kept", image.get(), e);
            refuse(Status.INTERNAL, "the Center could not keep the inventory; see its log");
        } finally {
            READERS.release();
        }
    }

    private void keep(Digest digest, byte[] document) throws IOException {
        Inventory inventory;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(document))) {
            inventory = InventoryReader.read(in);
        }
        if (!digest.equals(inventory.imageId())) {
            refuse(Status.INVALID_ARGUMENT, "the inventory is about the image " + inventory.imageId());
            return;
        }
        database.write(transaction -> {
            images.inventoried(transaction, digest, inventory, document);
            return true;
        });
        over = true;
        answer.onNext(
                InventoryReceipt.newBuilder().setImageId(digest.toString()).build());
        answer.onCompleted();
    }

    private void refuse(Status status, String why) {
        over = true;
        answer.onError(status.withDescription(why).asRuntimeException());
    }
}
