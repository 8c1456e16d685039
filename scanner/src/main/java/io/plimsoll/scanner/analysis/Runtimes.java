package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds runtimes that say in a file of their own which version they are: Java in the file `release` of its
/// folder (JEP 223), and the tools of Go in `go/VERSION`. Go's are called `toolchain` and belong to its
/// ecosystem, as the advisories have it.
public final class Runtimes implements FileAnalyser {
    private static final String JAVA = "release";
    private static final String GO = "VERSION";
    private static final long LARGEST_FILE = 64L << 10;

    private static final Pattern JAVA_VERSION =
            Pattern.compile("(?m)^JAVA_VERSION=\"([0-9]+(?:[._][0-9A-Za-z]+){0,10})\"\\s*$");
    private static final Pattern GO_VERSION =
            Pattern.compile("go([0-9]+(?:\\.[0-9]+){0,2}(?:(?:rc|beta)[0-9]+)?)\\s[\\s\\S]*");

    @Override
    public @Nullable Sink open(LayerFile file) {
        FilePath path = file.path();
        if (file.size() > LARGEST_FILE) {
            return null;
        }
        if (path.name().equals(JAVA)) {
            return FileAnalyser.inMemory(file, LARGEST_FILE, (content, notes) -> java(path, content, notes));
        }
        return isGo(path)
                ? FileAnalyser.inMemory(file, LARGEST_FILE, (content, notes) -> go(path, content, notes))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return isGo(path);
    }

    private static boolean isGo(FilePath path) {
        return path.name().equals(GO) && path.parent().name().equals("go");
    }

    /// The visible runtimes, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        List<SoftwarePackage> runtimes = new ArrayList<>(PackageEvidence.in(view, PackageType.GENERIC, gaps));
        runtimes.addAll(PackageEvidence.in(view, PackageType.GOLANG, gaps));
        return runtimes;
    }

    private static void java(FilePath file, FileBytes content, Notes notes) throws IOException {
        Matcher version = JAVA_VERSION.matcher(text(content));
        if (version.find()) {
            notes.found(evidence(file, PackageType.GENERIC, "java", version.group(1)));
        }
    }

    private static void go(FilePath file, FileBytes content, Notes notes) throws IOException {
        Matcher version = GO_VERSION.matcher(text(content) + "\n");
        if (version.matches()) {
            notes.found(evidence(file, PackageType.GOLANG, "toolchain", version.group(1)));
        }
    }

    private static String text(FileBytes content) {
        return new String(content.toArray(), StandardCharsets.UTF_8);
    }

    private static PackageEvidence evidence(FilePath file, PackageType type, String name, String version) {
        return PackageEvidence.of(
                file, type, name, version, PackageUrl.of(type.purlType(), "", name, version, Map.of()));
    }
}
