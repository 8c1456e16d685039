package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Distribution;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Notices where software of a distribution is in an image without a package database that we can read: the database
/// was removed, or it is of a kind that is not read. Such an image has unknown content and is never complete.
public final class PackageDatabases implements FileAnalyser {
    /// That of pacman.
    private static final String UNREAD = "var/lib/pacman/local/ALPM_DB_VERSION";

    /// What only a distribution brings: package tools, shells, the C library and its loader.
    private static final Pattern SYSTEM = Pattern.compile("(usr/)?s?bin/(dpkg|apt-get|apk|rpm|dnf|microdnf|yum|zypper"
            + "|pacman|bash)|(usr/)?lib(64|32|x32)?/([a-z0-9_]+-linux-[a-z0-9]+/)?(libc\\.so\\.6|libc-2\\.[0-9]+\\.so"
            + "|ld-linux[^/]*|ld-musl-[^/]*)");

    private record Present(FilePath file, boolean isDatabase) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Present(other, isDatabase);
        }
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        boolean database = wantsName(file.path());
        return database || SYSTEM.matcher(file.path().bytes()).matches()
                ? FileAnalyser.noticing(new Present(file.path(), database))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return path.bytes().equals(UNREAD);
    }

    /// Notes the gaps of a view.
    ///
    /// @param distribution of the view; null where unknown
    /// @param hasPackages whether a package database named any package
    public static void check(MergedView view, @Nullable Distribution distribution, boolean hasPackages, Gaps gaps) {
        paths(view, true)
                .forEach(database -> gaps.add(
                        "unread-package-database", "package databases of this kind are not read", database.toString()));
        if (hasPackages || paths(view, true).findAny().isPresent()) {
            return;
        }
        Optional<FilePath> system = paths(view, false).findFirst();
        if (distribution != null) {
            gaps.add(
                    "no-package-database",
                    "the image says that it is " + distribution.prettyName()
                            + ", but no package database names any package",
                    "");
        } else if (system.isPresent()) {
            gaps.add(
                    "no-package-database",
                    "the file belongs to a distribution, but no package database names any package",
                    system.get().toString());
        }
    }

    private static Stream<FilePath> paths(MergedView view, boolean databases) {
        return view.all(Present.class)
                .map(MergedView.Placed::evidence)
                .filter(present -> present.isDatabase() == databases)
                .map(Present::file)
                .sorted();
    }
}
