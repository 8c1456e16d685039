package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds installed Ruby gems by what RubyGems writes when it installs one: `specifications/NAME-VERSION.gemspec`, and
/// `specifications/default/` for what comes with Ruby. Such a file is a Ruby program; it is never run, only its
/// assignments of plain strings are read. Gemspecs elsewhere are sources.
public final class Gems implements FileAnalyser {
    private static final String SUFFIX = ".gemspec";
    private static final String FOLDER = "specifications";
    private static final long LARGEST_SPECIFICATION = 4L << 20;

    /// `s.name = "rack".freeze`, with any name for the block's variable.
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*+\\w++\\.(name|version|platform)\\s*+=\\s*+"
            + "(?:Gem::Version\\.new\\s*+\\(?\\s*+)?([\"'])([^\"'#\\\\]{1,200})\\2\\)?(?:\\.freeze)?\\s*+(?:#.*+)?");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    /// As `Gem::Version` has them.
    private static final Pattern VERSION =
            Pattern.compile("[0-9]+(\\.[0-9A-Za-z]+)*(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

    /// What the specification says.
    ///
    /// @param platform empty where the gem is for every one
    /// @param problem why nothing can be read from it; empty if something can
    private record Specification(FilePath file, String name, String version, String platform, String problem)
            implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Specification(other, name, version, platform, problem);
        }
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? FileAnalyser.inMemory(
                        file, LARGEST_SPECIFICATION, (content, notes) -> notes.found(read(file.path(), content)))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        FilePath folder = path.parent();
        FilePath above = folder.name().equals("default") ? folder.parent() : folder;
        return path.name().endsWith(SUFFIX) && above.name().equals(FOLDER);
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        List<SoftwarePackage> packages = new ArrayList<>();
        view.all(Specification.class).forEach(placed -> {
            Specification gem = placed.evidence();
            if (gem.problem().isEmpty()) {
                packages.add(new SoftwarePackage(
                        gem.name(),
                        gem.version(),
                        PackageType.GEM,
                        purl(gem),
                        null,
                        "",
                        gem.file().toString(),
                        placed.layer()));
            } else {
                gaps.add("malformed-package", gem.problem(), gem.file().toString());
            }
        });
        return packages;
    }

    /// Of what is assigned twice the last counts, as for Ruby.
    private static Specification read(FilePath file, FileBytes content) throws IOException {
        String name = "";
        String version = "";
        String platform = "";
        BufferedReader lines = new BufferedReader(new InputStreamReader(content.open(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                String value = assignment.group(3);
                switch (assignment.group(1)) {
                    case "name" -> name = value;
                    case "version" -> version = value;
                    default -> platform = value;
                }
            }
        }
        if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
            return new Specification(
                    file, "", "", "", "the specification of a Ruby gem holds no name or version that can be read");
        }
        boolean isPlatform = NAME.matcher(platform).matches() && !platform.equals("ruby");
        return new Specification(file, name, version, isPlatform ? platform : "", "");
    }

    private static String purl(Specification gem) {
        return PackageUrl.of(
                PackageType.GEM.purlType(), "", gem.name(), gem.version(), Map.of("platform", gem.platform()));
    }
}
