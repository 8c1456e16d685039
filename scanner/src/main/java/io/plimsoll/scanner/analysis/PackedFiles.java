package io.plimsoll.scanner.analysis;

import io.plimsoll.scanner.analysis.zip.ZipArchive;
import io.plimsoll.scanner.analysis.zip.ZipMember;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Takes files out of the archives that packages are installed as without being unpacked.
final class PackedFiles {
    private final Budget budget;
    private final long largest;

    /// @param largest bytes of one file; a larger one is a gap
    PackedFiles(Budget budget, long largest) {
        this.budget = budget;
        this.largest = largest;
    }

    /// Reads the wanted files of an archive, one after another, so that no more than one lies in memory. A limit that
    /// is reached leaves a gap, and the rest unread.
    ///
    /// @param wanted asked for the path that a file has in the archive
    /// @return how many were read
    /// @throws io.plimsoll.scanner.bounds.MalformedInput if it is no archive, or a broken one
    int read(
            FilePath file,
            FileBytes content,
            Predicate<FilePath> wanted,
            FileAnalyser.Notes notes,
            FileAnalyser.Reading reading)
            throws IOException {
        ZipArchive zip = open(file, content, notes);
        int read = 0;
        if (zip != null) {
            for (ZipMember member : zip.members()) {
                FilePath path = FilePath.ofName(member.name());
                if (path == null || !wanted.test(path)) {
                    continue;
                }
                FileBytes unpacked = unpack(zip, member, file, notes);
                if (unpacked == null) {
                    break;
                }
                reading.read(unpacked, notes);
                read++;
            }
        }
        return read;
    }

    private @Nullable ZipArchive open(FilePath file, FileBytes content, FileAnalyser.Notes notes) throws IOException {
        try {
            return ZipArchive.open(content, budget.limits().nestedEntries());
        } catch (LimitReached e) {
            notes.gaps().add(e, file.toString());
            return null;
        }
    }

    private @Nullable FileBytes unpack(ZipArchive zip, ZipMember member, FilePath file, FileAnalyser.Notes notes)
            throws IOException {
        try {
            return zip.read(member, largest, budget);
        } catch (LimitReached e) {
            notes.gaps().add(e, file.toString());
            return null;
        }
    }
}
