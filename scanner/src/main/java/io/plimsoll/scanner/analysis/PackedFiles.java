package io.plimsoll.scanner.analysis;

import io.plimsoll.scanner.analysis.zip.ZipArchive;
import io.plimsoll.scanner.analysis.zip.ZipMember;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Takes files out of the archives that packages are installed as without being unpacked.
final class PackedFiles {
    private final Budget budget;
    private final long largest;

    /// @param largest bytes of one file; a larger one is a gap
    PackedFiles(Budget budget, long largest) {
        this.budget = budget;
        this.largest = largest;
    }

    /// The wanted files of an archive by the paths that they have in it. Limits that are reached leave gaps.
    ///
    /// @throws io.plimsoll.scanner.bounds.MalformedInput if it is no archive, or a broken one
    Map<FilePath, FileBytes> of(FilePath file, FileBytes content, Predicate<FilePath> wanted, FileAnalyser.Notes notes)
            throws IOException {
        Map<FilePath, FileBytes> files = new LinkedHashMap<>();
        try {
            ZipArchive zip = ZipArchive.open(content, budget.limits().nestedEntries());
            for (ZipMember member : zip.members()) {
                FilePath path = FilePath.ofName(member.name());
                if (path != null && wanted.test(path)) {
                    files.put(path, zip.read(member, largest, budget));
                }
            }
        } catch (LimitReached e) {
            notes.gaps().add(e, file.toString());
        }
        return files;
    }
}
