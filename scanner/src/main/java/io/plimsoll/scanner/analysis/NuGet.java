package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds packages of .NET: those that an application or a runtime was put together from, by its `NAME.deps.json`
/// ([NuGetDependencies]), and those in a folder of packages, `ID/VERSION/ID.nuspec`.
public final class NuGet implements FileAnalyser {
    private static final String DEPENDENCIES = ".deps.json";
    private static final String SPECIFICATION = ".nuspec";
    static final long LARGEST_DEPENDENCIES = 64L << 20;
    private static final long LARGEST_SPECIFICATION = 4L << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}");
    private static final Pattern VERSION = Pattern.compile("[0-9][A-Za-z0-9.+-]{0,200}");

    @Override
    public @Nullable Sink open(LayerFile file) {
        FilePath path = file.path();
        if (path.name().endsWith(DEPENDENCIES)) {
            return PackageEvidence.sink(
                    file,
                    PackageType.NUGET,
                    LARGEST_DEPENDENCIES,
                    (content, notes) -> NuGetDependencies.read(path, content, notes));
        }
        return isSpecification(path)
                ? PackageEvidence.sink(
                        file,
                        PackageType.NUGET,
                        LARGEST_SPECIFICATION,
                        (content, notes) -> notes.found(NuGetSpecification.read(path, content)))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return path.name().endsWith(DEPENDENCIES) || isSpecification(path);
    }

    /// Whether a file says what lies in its folder.
    static boolean isListing(FilePath path) {
        return path.name().endsWith(DEPENDENCIES) || path.name().endsWith(SPECIFICATION);
    }

    /// The layout of the folder that NuGet installs into; specifications elsewhere are sources.
    private static boolean isSpecification(FilePath path) {
        return path.name().endsWith(SPECIFICATION)
                && path.name().equalsIgnoreCase(path.parent().parent().name() + SPECIFICATION);
    }

    /// The visible packages, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        return PackageEvidence.in(view, PackageType.NUGET, gaps);
    }

    /// A package, if name and version are such as NuGet knows.
    static PackageEvidence evidence(FilePath file, String name, String version) {
        if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
            return PackageEvidence.unreadable(
                    file, PackageType.NUGET, "a package without a name or version that NuGet knows");
        }
        String purl = PackageUrl.of(PackageType.NUGET.purlType(), "", name, version, Map.of());
        return PackageEvidence.of(file, PackageType.NUGET, name, version, purl);
    }
}
