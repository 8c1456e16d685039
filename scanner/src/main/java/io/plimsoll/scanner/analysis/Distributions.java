package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Distribution;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells the distribution from os-release(5), in its two places, and where there is none from the files that told it
/// before.
public final class Distributions implements FileAnalyser {
    private static final FilePath ETC = new FilePath("etc/os-release");
    private static final FilePath USR = new FilePath("usr/lib/os-release");
    private static final FilePath DEBIAN_VERSION = new FilePath("etc/debian_version");
    private static final long LARGEST_FILE = 1L << 16;
    private static final Pattern NUMBER = Pattern.compile("([0-9]+)(\\..*)?");
    private static final Pattern ID = Pattern.compile("[a-z0-9._-]+");

    /// One of those files.
    private record ReleaseFile(FilePath file, String text) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new ReleaseFile(other, text);
        }

        @Override
        public long weight() {
            return 300L + text.length();
        }
    }

    /// What one file says.
    private record Told(FilePath file, Distribution distribution) {}

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? FileAnalyser.inMemory(
                        file,
                        LARGEST_FILE,
                        (content, notes) -> notes.found(
                                new ReleaseFile(file.path(), new String(content.toArray(), StandardCharsets.UTF_8))))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return isReleaseFile(path);
    }

    /// The distribution of the visible files; null where none is told.
    public static @Nullable Distribution in(MergedView view, Gaps gaps) {
        Optional<Distribution> etc = text(view, ETC, gaps).flatMap(Distributions::parse);
        Optional<Distribution> usr = text(view, USR, gaps).flatMap(Distributions::parse);
        Optional<String> debian = text(view, DEBIAN_VERSION, gaps).map(text -> release(text.strip()));
        if (etc.isPresent() && usr.isPresent() && !isSame(etc.get(), usr.get())) {
            gaps.add(
                    "conflicting-os-release",
                    named(etc.get()) + " there, but " + named(usr.get()) + " in " + USR,
                    ETC.toString());
        }
        Optional<Distribution> told = etc.or(() -> usr).map(one -> completed(one, debian));
        told.filter(one -> one.id().equals("debian")
                        && debian.isPresent()
                        && !one.versionId().equals(debian.get()))
                .filter(one -> isNumber(one.versionId()) && isNumber(debian.orElse("")))
                .ifPresent(one -> gaps.add(
                        "conflicting-os-release",
                        "says Debian " + debian.orElse("") + ", but os-release says " + one.versionId(),
                        DEBIAN_VERSION.toString()));
        return told.or(() -> substitute(view, gaps))
                .or(() -> debian.map(release -> new Distribution("debian", release, "", "Debian " + release)))
                .orElse(null);
    }

    private static Optional<Distribution> substitute(MergedView view, Gaps gaps) {
        List<Told> all = ReleaseSubstitutes.FILES.stream()
                .flatMap(file -> text(view, file, gaps)
                        .flatMap(text -> ReleaseSubstitutes.parse(file, text))
                        .map(distribution -> new Told(file, distribution))
                        .stream())
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Told first = all.getFirst();
        all.stream()
                .filter(one -> ReleaseSubstitutes.contradict(first.distribution(), one.distribution()))
                .forEach(one -> gaps.add(
                        "conflicting-os-release",
                        "says " + named(one.distribution()) + ", but " + first.file() + " says "
                                + named(first.distribution()),
                        one.file().toString()));
        return Optional.of(first.distribution());
    }

    private static Optional<String> text(MergedView view, FilePath path, Gaps gaps) {
        FilePath real = view.resolve(path).orElse(path);
        Optional<String> text =
                view.at(real, ReleaseFile.class).map(placed -> placed.evidence().text());
        if (text.isEmpty() && !real.equals(path) && !isReleaseFile(real)) {
            gaps.add("unfollowed-link", "a link to " + real + ", which was not read", path.toString());
        }
        return text;
    }

    /// Files of these names are always read: a link to one leads nowhere if it is not among them.
    private static boolean isReleaseFile(FilePath path) {
        return path.name().equals(ETC.name())
                || path.name().equals(DEBIAN_VERSION.name())
                || ReleaseSubstitutes.mayBeOne(path);
    }

    private static Optional<Distribution> parse(String text) {
        Map<String, String> fields = OsRelease.fields(text);
        String id = fields.getOrDefault("ID", "");
        return ID.matcher(id).matches()
                ? Optional.of(new Distribution(
                        id,
                        fields.getOrDefault("VERSION_ID", ""),
                        fields.getOrDefault("VERSION_CODENAME", ""),
                        fields.getOrDefault("PRETTY_NAME", id)))
                : Optional.empty();
    }

    private static Distribution completed(Distribution one, Optional<String> debian) {
        boolean lacksVersion = one.id().equals("debian") && one.versionId().isEmpty();
        return lacksVersion && isNumber(debian.orElse(""))
                ? new Distribution(one.id(), debian.orElse(""), one.codename(), one.prettyName())
                : one;
    }

    /// `12.15` is release 12; `trixie/sid` stays as it is.
    private static String release(String debianVersion) {
        Matcher number = NUMBER.matcher(debianVersion);
        return number.matches() ? number.group(1) : debianVersion;
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    private static boolean isSame(Distribution one, Distribution other) {
        return one.id().equals(other.id()) && one.versionId().equals(other.versionId());
    }

    private static String named(Distribution one) {
        return (one.id() + " " + one.versionId()).strip();
    }
}
