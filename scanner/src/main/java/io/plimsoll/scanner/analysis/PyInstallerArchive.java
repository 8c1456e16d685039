package io.plimsoll.scanner.analysis;

import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Reads the archive that PyInstaller appends to its loader (CArchive): a "cookie" near the end of the file says where
/// the table of contents lies, and that where the metadata of packages lies. Packages whose metadata did not come along
/// have no version anywhere. What has no cookie does not run, and is no such program.
///
/// @param budget for what is unpacked
record PyInstallerArchive(Budget budget) {
    private static final byte[] COOKIE = "MEI\014\013\012\013\016".getBytes(StandardCharsets.ISO_8859_1);
    private static final int COOKIE_SIZE = 88;

    /// Linkers put their section tables behind the archive.
    private static final int REACH = 1 << 20;

    /// Of an entry in the table, before its name.
    private static final int ENTRY = 18;

    void read(FilePath file, FileBytes bytes, FileAnalyser.Notes notes) throws IOException {
        int cookie = findCookie(bytes);
        if (cookie < 0) {
            return;
        }
        long length = u32(bytes, cookie + 8);
        long table = u32(bytes, cookie + 12);
        long tableSize = u32(bytes, cookie + 16);
        long start = cookie + COOKIE_SIZE - length;
        if (start < 0 || table + tableSize > length - COOKIE_SIZE) {
            throw new MalformedInput("the archive of PyInstaller does not fit into the file; it may be cut off");
        }
        FileBytes archive = bytes.part((int) start, (int) length);
        entries(file, archive, (int) table, (int) (table + tableSize), notes);
    }

    private static int findCookie(FileBytes bytes) {
        for (int at = bytes.size() - COOKIE_SIZE; at >= Math.max(0, bytes.size() - REACH); at--) {
            if (isCookie(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isCookie(FileBytes bytes, int at) {
        for (int i = 0; i < COOKIE.length; i++) {
            if (bytes.at(at + i) != COOKIE[i]) {
                return false;
            }
        }
        return true;
    }

    private void entries(FilePath file, FileBytes archive, int table, int end, FileAnalyser.Notes notes)
            throws IOException {
        long packed = 0;
        for (int at = table; at < end; ) {
            long size = end - at < ENTRY ? 0 : u32(archive, at);
            if (size < ENTRY || size > end - at) {
                throw new MalformedInput("the table of contents of PyInstaller is broken");
            }
            FilePath path = FilePath.ofName(name(archive.part(at + ENTRY, (int) size - ENTRY)));
            if (path != null && Python.isMetadata(path)) {
                long length = u32(archive, at + 8);
                packed += length;
                if (u32(archive, at + 4) + length > table || packed > table) {
                    throw new MalformedInput("entries of PyInstaller's archive overlap, or lie outside of it");
                }
                metadata(file, archive, at, notes);
            }
            at += (int) size;
        }
    }

    private void metadata(FilePath file, FileBytes archive, int entry, FileAnalyser.Notes notes) throws IOException {
        FileBytes packed = archive.part((int) u32(archive, entry + 4), (int) u32(archive, entry + 8));
        boolean isCompressed = archive.at(entry + 16) != 0;
        FileBytes content;
        try {
            content = isCompressed ? inflate(packed) : packed;
        } catch (LimitReached e) {
            notes.gaps().add(e, file.toString());
            return;
        }
        if (content.size() != u32(archive, entry + 12)) {
            throw new MalformedInput("an entry of PyInstaller's archive is not as large as it says");
        }
        notes.found(Python.read(file, content));
    }

    private FileBytes inflate(FileBytes packed) throws IOException {
        FileBytes content = new FileBytes();
        byte[] buffer = new byte[1 << 13];
        try (InflaterInputStream in = new InflaterInputStream(packed.open())) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                budget.spendNestedBytes(count);
                content.append(buffer, 0, count);
                if (content.size() > Python.LARGEST_METADATA) {
                    throw new LimitReached(
                            "limit-file",
                            "an entry larger than the " + Python.LARGEST_METADATA + " bytes that are read of it");
                }
            }
        } catch (ZipException | EOFException e) {
            throw new MalformedInput("an entry of PyInstaller's archive is damaged: " + e.getMessage());
        }
        return content;
    }

    /// Up to the zeros that fill the entry.
    private static String name(FileBytes bytes) {
        String padded = new String(bytes.toArray(), StandardCharsets.UTF_8);
        int end = padded.indexOf('\0');
        return end < 0 ? padded : padded.substring(0, end);
    }

    /// Big-endian.
    private static long u32(FileBytes bytes, int at) {
        return (long) bytes.at(at) << 24 | bytes.at(at + 1) << 16 | bytes.at(at + 2) << 8 | bytes.at(at + 3);
    }
}
