package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds installed Ruby gems by what RubyGems writes when it installs one: `specifications/NAME-VERSION.gemspec`, and
/// `specifications/default/` for what comes with Ruby. Such a file is a Ruby program; it is never run, only its
/// assignments of plain strings are read. Gems that Bundler took from a repository lie in its own folder. Gemspecs
/// elsewhere are sources.
public final class Gems implements FileAnalyser {
    private static final String SUFFIX = ".gemspec";
    private static final String FOLDER = "specifications";
    private static final long LARGEST_SPECIFICATION = 4L << 20;

    /// `s.name = "rack".freeze`, with any name for the block's variable.
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*+\\w++\\.(name|version|platform)\\s*+=\\s*+"
            + "(?:Gem::Version\\.new\\s*+\\(?\\s*+)?([\"'])([^\"'#\\\\]{1,200})\\2\\)?(?:\\.freeze)?\\s*+(?:#.*+)?");

    /// `s.licenses = ["MIT".freeze]`.
    private static final Pattern LICENCES = Pattern.compile("\\s*+\\w++\\.licen[cs]es?\\s*+=\\s*+(.{1,500}+)");

    private static final Pattern TEXT = Pattern.compile("([\"'])([^\"'#\\\\]{1,200})\\1");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

    /// As `Gem::Version` has them.
    private static final Pattern VERSION =
            Pattern.compile("[0-9]+(\\.[0-9A-Za-z]+)*(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

    @Override
    public @Nullable Sink open(LayerFile file) {
        return wantsName(file.path())
                ? PackageEvidence.sink(
                        file,
                        PackageType.GEM,
                        LARGEST_SPECIFICATION,
                        (content, notes) -> notes.found(read(file.path(), content)))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        FilePath folder = path.parent();
        FilePath above = folder.name().equals("default") ? folder.parent() : folder;
        return path.name().endsWith(SUFFIX) && (above.name().equals(FOLDER) || isFromGit(path));
    }

    /// What Bundler checked out, `bundler/gems/NAME-REVISION/NAME.gemspec`: it writes evaluated specifications
    /// over those of the source. A repository of several gems has a folder for each, of its name.
    private static boolean isFromGit(FilePath path) {
        FilePath folder = path.parent();
        boolean isOneOfSeveral = path.name().equals(folder.name() + SUFFIX);
        return isCheckout(folder) || (isOneOfSeveral && isCheckout(folder.parent()));
    }

    private static boolean isCheckout(FilePath folder) {
        FilePath gems = folder.parent();
        return gems.name().equals("gems") && gems.parent().name().equals("bundler");
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        return PackageEvidence.in(view, PackageType.GEM, gaps);
    }

    /// Of what is assigned twice the last counts, as for Ruby.
    private static PackageEvidence read(FilePath file, FileBytes content) throws IOException {
        String name = "";
        String version = "";
        String platform = "";
        List<String> licences = List.of();
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
            Matcher named = LICENCES.matcher(line);
            if (named.matches()) {
                licences = TEXT.matcher(named.group(1))
                        .results()
                        .map(text -> text.group(2))
                        .toList();
            }
        }
        if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
            return PackageEvidence.unreadable(
                    file, PackageType.GEM, "the specification of a Ruby gem holds no name or version that can be read");
        }
        boolean isPlatform = NAME.matcher(platform).matches() && !platform.equals("ruby");
        String purl = PackageUrl.of(
                PackageType.GEM.purlType(), "", name, version, Map.of("platform", isPlatform ? platform : ""));
        return PackageEvidence.of(file, PackageType.GEM, name, version, purl).licensed(licences);
    }
}
