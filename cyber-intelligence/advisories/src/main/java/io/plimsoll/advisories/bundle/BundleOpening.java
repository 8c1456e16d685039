package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.bundle.BundleRefusedException.Reason;
import io.plimsoll.advisories.bundle.Envelope.Preamble;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;

/// The gate of a bundle: first who signed it, then its date, then the index that every block is checked against.
final class BundleOpening {
    /// Places in the file are 32-bit numbers; no bundle comes near.
    static final long MAX_FILE = Integer.MAX_VALUE;

    private final Path file;
    private final BundleTrust trust;
    private final MemorySegment bytes;

    private BundleOpening(Path file, BundleTrust trust, MemorySegment bytes) {
        this.file = file;
        this.trust = trust;
        this.bytes = bytes;
    }

    /// The arena becomes the bundle's, which closes it; it is closed here only if no bundle comes about.
    @SuppressWarnings("MustBeClosedChecker")
    static Bundle open(Path file, BundleTrust trust) {
        Arena arena = Arena.ofShared();
        try {
            return new BundleOpening(file, trust, map(file, arena)).open(arena);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /// Pipes and devices are refused by name: opening one could wait for ever.
    private static MemorySegment map(Path file, Arena arena) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw refused(file, Reason.UNREADABLE, "is not a file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > MAX_FILE) {
                throw refused(file, Reason.NOT_A_BUNDLE, "has " + channel.size() + " bytes, more than a bundle may");
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (NoSuchFileException e) {
            throw refused(file, Reason.UNREADABLE, "does not exist; make it with 'plimsoll feed build' or fetch it");
        } catch (IOException e) {
            throw refused(file, Reason.UNREADABLE, "cannot be read: " + e.getMessage());
        }
    }

    private Bundle open(Arena arena) {
        Preamble preamble = preamble();
        long envelopeLength = Envelope.PREAMBLE + (long) preamble.headerLength() + Envelope.SIGNATURE;
        if (bytes.byteSize() < envelopeLength) {
            throw truncated("its header needs " + envelopeLength);
        }
        byte[] envelope = slice(0, envelopeLength);
        BundleHeader header = new BundleOpening(file, trust, MemorySegment.ofArray(envelope)).trustedHeader(preamble);
        return new Bundle(
                arena,
                new BundleIdentity(Digest.of(envelope), header.builtAt(), preamble.keyId()),
                envelope,
                header,
                sections(header, envelopeLength));
    }

    /// The header of a bundle that is still to be put together, once it is known who signed it and that it is no older
    /// one.
    ///
    /// @param file that the envelope came in
    static BundleHeader header(Path file, byte[] envelope, BundleTrust trust) {
        BundleOpening opening = new BundleOpening(file, trust, MemorySegment.ofArray(envelope));
        Preamble preamble = opening.preamble();
        if (envelope.length != Envelope.PREAMBLE + (long) preamble.headerLength() + Envelope.SIGNATURE) {
            throw refused(file, Reason.TAMPERED, "holds a header of another length than it says; fetch it again");
        }
        return opening.trustedHeader(preamble);
    }

    private BundleHeader trustedHeader(Preamble preamble) {
        verifySignature(preamble);
        BundleHeader header = BundleHeader.read(slice(Envelope.PREAMBLE, preamble.headerLength()));
        if (header.builtAt().isBefore(trust.notOlderThan())) {
            throw refused(
                    Reason.ROLLBACK,
                    "was built at " + header.builtAt() + ", but one built at " + trust.notOlderThan()
                            + " has been used already; fetch the newest bundle");
        }
        return header;
    }

    private Preamble preamble() {
        if (bytes.byteSize() < Envelope.PREAMBLE) {
            throw truncated("the shortest bundle has " + (Envelope.PREAMBLE + Envelope.SIGNATURE));
        }
        Preamble preamble = Preamble.read(slice(0, Envelope.PREAMBLE));
        if (!preamble.isBundle()) {
            throw refused(Reason.NOT_A_BUNDLE, "is not an intelligence bundle");
        }
        if (preamble.format() != Envelope.FORMAT) {
            throw refused(
                    Reason.OTHER_FORMAT,
                    "has format " + preamble.format() + ", this program reads format " + Envelope.FORMAT + "; "
                            + (preamble.format() > Envelope.FORMAT
                                    ? "update Plimsoll"
                                    : "build or fetch it again with this version of Plimsoll"));
        }
        if (preamble.headerLength() < 0 || preamble.headerLength() > Envelope.MAX_HEADER) {
            throw refused(Reason.TAMPERED, "claims a header of " + preamble.headerLength() + " bytes");
        }
        return preamble;
    }

    private void verifySignature(Preamble preamble) {
        BundleKey key = trust.keys().stream()
                .filter(k -> k.id().equals(preamble.keyId()))
                .findFirst()
                .orElseThrow(() -> unknownKey(preamble.keyId()));
        long signed = Envelope.PREAMBLE + (long) preamble.headerLength();
        if (!Envelope.verifies(slice(0, signed), slice(signed, Envelope.SIGNATURE), key.key())) {
            throw refused(
                    Reason.TAMPERED, "was changed after it was signed: its signature does not hold; fetch it again");
        }
    }

    /// The index is checked here and copied, as everything that is read; the blocks are when they are read.
    private Sections sections(BundleHeader header, long start) {
        long blocks = start + header.index().length();
        long end = blocks + header.packedLength();
        if (bytes.byteSize() < end) {
            throw truncated("its header promises " + end);
        }
        if (bytes.byteSize() > end) {
            throw refused(Reason.TAMPERED, "has " + (bytes.byteSize() - end) + " bytes after its end; fetch it again");
        }
        byte[] index = slice(start, header.index().length());
        if (!Digest.of(index).equals(header.index().digest())) {
            throw refused(
                    Reason.TAMPERED, "was changed after it was signed: its index has another digest; fetch it again");
        }
        return new Sections(
                new Blocks(file, bytes.asSlice(blocks), new BlockIndex(index, header.sections())), header.sections());
    }

    private byte[] slice(long start, long length) {
        return Blocks.copy(file, bytes, start, length);
    }

    private BundleRefusedException truncated(String expectation) {
        return refused(
                Reason.TRUNCATED,
                "is cut off: it has " + bytes.byteSize() + " bytes, " + expectation + "; fetch it again");
    }

    private BundleRefusedException unknownKey(Digest keyId) {
        String trusted = trust.keys().stream().map(k -> k.id().shortHex()).collect(Collectors.joining(", "));
        return refused(
                Reason.UNKNOWN_KEY,
                "is signed by the key " + keyId.shortHex() + ", which is not trusted (trusted: "
                        + (trusted.isEmpty() ? "none" : trusted) + "); name its public key file with --feed-key");
    }

    private BundleRefusedException refused(Reason reason, String what) {
        return refused(file, reason, what);
    }

    static BundleRefusedException refused(Path file, Reason reason, String what) {
        return new BundleRefusedException(reason, "bundle " + file + " " + what);
    }
}
