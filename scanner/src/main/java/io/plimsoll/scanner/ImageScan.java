package io.plimsoll.scanner;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.analysis.Apk;
import io.plimsoll.scanner.analysis.Composer;
import io.plimsoll.scanner.analysis.Conda;
import io.plimsoll.scanner.analysis.Cran;
import io.plimsoll.scanner.analysis.Distributions;
import io.plimsoll.scanner.analysis.Dpkg;
import io.plimsoll.scanner.analysis.Executables;
import io.plimsoll.scanner.analysis.FileOwners;
import io.plimsoll.scanner.analysis.Gems;
import io.plimsoll.scanner.analysis.Hex;
import io.plimsoll.scanner.analysis.Npm;
import io.plimsoll.scanner.analysis.NuGet;
import io.plimsoll.scanner.analysis.OneFilePrograms;
import io.plimsoll.scanner.analysis.OwnedFiles;
import io.plimsoll.scanner.analysis.PackageDatabases;
import io.plimsoll.scanner.analysis.Pub;
import io.plimsoll.scanner.analysis.Python;
import io.plimsoll.scanner.analysis.Runtimes;
import io.plimsoll.scanner.analysis.UnknownExecutables;
import io.plimsoll.scanner.analysis.binary.CargoAuditable;
import io.plimsoll.scanner.analysis.binary.GoBuild;
import io.plimsoll.scanner.analysis.binary.ProgramVersions;
import io.plimsoll.scanner.analysis.java.JavaArchives;
import io.plimsoll.scanner.analysis.lockfile.LockFiles;
import io.plimsoll.scanner.analysis.rpm.Rpm;
import io.plimsoll.scanner.analysis.sensitive.ConfigurationLeaks;
import io.plimsoll.scanner.analysis.sensitive.RiskyFiles;
import io.plimsoll.scanner.analysis.sensitive.SensitiveText;
import io.plimsoll.scanner.archive.ImageParts;
import io.plimsoll.scanner.archive.ImageStream;
import io.plimsoll.scanner.archive.StoredLayer;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.Limits;
import io.plimsoll.scanner.layer.BackgroundDigest;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.KnownLayers;
import io.plimsoll.scanner.layer.LayerReader;
import io.plimsoll.scanner.layer.LayerReaders;
import io.plimsoll.scanner.layer.LayerResult;
import io.plimsoll.scanner.layer.LayerScan;
import io.plimsoll.scanner.layer.MergedView;
import io.plimsoll.scanner.layer.PathKey;
import io.plimsoll.scanner.layer.ScannedLayer;
import io.plimsoll.scanner.sbom.SbomScan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One scan from stream to inventory. Reads the stream once, holds no layer in memory and writes nothing anywhere.
final class ImageScan {
    private static final Comparator<SoftwarePackage> ORDER = Comparator.comparing(SoftwarePackage::path)
            .thenComparing(SoftwarePackage::name)
            .thenComparing(SoftwarePackage::version)
            .thenComparing(SoftwarePackage::architecture);

    private final Limits limits;
    private final PathKey key;

    /// @param secret random, and not known to whoever made the image ([PathKey])
    ImageScan(Limits limits, long secret) {
        this.limits = limits;
        this.key = new PathKey(secret);
    }

    /// What came of a scan.
    ///
    /// @param newLayers results of the layers that were not known before, as far as they can be kept
    /// @param stored where the archive holds layers
    record Scanned(Inventory inventory, Map<Digest, byte[]> newLayers, List<StoredLayer> stored) {
        /// Whether another scan of the same image would give the same. A limit may have been one of time, and a layer
        /// may be missing since there was no room for what is known of it.
        boolean isRepeatable() {
            return inventory.gaps().stream()
                    .noneMatch(
                            gap -> gap.code().startsWith("limit-") || gap.code().equals("missing-layer"));
        }
    }

    /// Reads an image.
    ///
    /// @throws IOException if there is nothing to report on, with the reason for people
    Scanned scan(ScanRequest request, InputStream stream) throws IOException {
        Budget budget = new Budget(limits, System::nanoTime);
        if (request.kind() == ImageStream.Kind.SBOM) {
            return new Scanned(SbomScan.read(stream, budget, ScannerVersion.current()), Map.of(), List.of());
        }
        LayerResult results = new LayerResult(key);
        KnownLayers known = request.takesLayers()
                ? LayerFrames.known(stream, request.missesKnown(), results, budget)
                : KnownLayers.NONE;
        boolean isImage = request.kind() != ImageStream.Kind.ROOTFS;
        try (LayerReaders layers = new LayerReaders(
                known,
                () -> new LayerReader(
                        digests -> new LayerScan(
                                analysers(budget, digests, isImage), budget, key, isImage, request.listsFiles()),
                        budget,
                        known))) {
            ImageParts image =
                    ImageStream.read(request.kind(), stream, request.names(), request.architecture(), layers, limits);
            // Both only read what the layers gave, and each keeps a core busy.
            FutureTask<Map<Digest, byte[]>> newLayers =
                    new FutureTask<>(() -> request.givesLayers() ? newLayers(image, known, results) : Map.of());
            Thread.ofPlatform().daemon().name("new-layers").start(newLayers);
            Inventory inventory = inventory(image, request.listsFiles());
            return new Scanned(inventory, LayerReaders.await(newLayers), image.stored());
        }
    }

    private List<FileAnalyser> analysers(Budget budget, BackgroundDigest digests, boolean isImage) {
        List<FileAnalyser> analysers = new ArrayList<>(List.of(
                new Executables(digests),
                new Dpkg(key),
                new Apk(key),
                new Rpm(key),
                new Distributions(),
                new PackageDatabases(),
                new Npm(budget),
                new Python(budget, key),
                new Gems(),
                new Composer(),
                new NuGet(),
                new Conda(key),
                new Cran(),
                new Hex(),
                new Pub(),
                new JavaArchives(budget),
                new GoBuild(),
                new CargoAuditable(budget),
                new ProgramVersions(),
                new OneFilePrograms(budget),
                new Runtimes(),
                new SensitiveText(),
                new RiskyFiles()));
        if (!isImage) {
            analysers.add(new LockFiles());
        }
        return analysers;
    }

    private static Map<Digest, byte[]> newLayers(ImageParts image, KnownLayers known, LayerResult results) {
        Map<Digest, byte[]> all = new LinkedHashMap<>();
        for (ScannedLayer layer : image.scanned()) {
            Digest diffId = layer.diffId();
            if (diffId != null && !known.has(diffId)) {
                results.write(layer).ifPresent(bytes -> all.put(diffId, bytes));
            }
        }
        return all;
    }

    private Inventory inventory(ImageParts image, boolean listsFiles) {
        MergedView view = MergedView.of(image.scanned(), key);
        Gaps gaps = image.gaps();
        @Nullable Distribution distribution = Distributions.in(view, gaps);
        OwnedFiles owned = new OwnedFiles(view, key, gaps);
        List<SoftwarePackage> fromDistribution = new ArrayList<>(Dpkg.in(view, distribution, owned, gaps));
        fromDistribution.addAll(Apk.in(view, distribution, owned, gaps));
        fromDistribution.addAll(Rpm.in(view, distribution, owned, gaps));
        PackageDatabases.check(view, distribution, !fromDistribution.isEmpty(), gaps);

        List<SoftwarePackage> libraries = new ArrayList<>();
        libraries.addAll(Npm.in(view, gaps));
        libraries.addAll(Python.in(view, gaps));
        libraries.addAll(Gems.in(view, gaps));
        libraries.addAll(Composer.in(view, gaps));
        libraries.addAll(NuGet.in(view, gaps));
        libraries.addAll(Conda.in(view, gaps));
        libraries.addAll(Cran.in(view, gaps));
        libraries.addAll(Hex.in(view, gaps));
        libraries.addAll(Pub.in(view, gaps));
        libraries.addAll(JavaArchives.in(view));
        libraries.addAll(GoBuild.in(view, gaps));
        libraries.addAll(CargoAuditable.in(view, gaps));
        libraries.addAll(ProgramVersions.in(view));
        libraries.addAll(Runtimes.in(view, gaps));
        libraries = owned.named(libraries);
        FileOwners owners = new FileOwners(
                view,
                owned,
                new OwnedFiles(view, key, gaps),
                libraries.stream().filter(ImageScan::isListed).toList());
        Executables.Visible executables = Executables.in(view, owners);
        libraries.addAll(owned.named(LockFiles.in(view, List.copyOf(libraries), gaps)));

        int unknown = UnknownExecutables.count(executables.foreign(), libraries);
        List<SoftwarePackage> packages = new ArrayList<>(fromDistribution);
        libraries.stream().filter(ImageScan::isListed).forEach(packages::add);
        packages.sort(ORDER);
        ConfigurationLeaks.Cleaned cleaned =
                ConfigurationLeaks.in(image.configuration(), image.layers(), image.texts());
        return new Inventory(
                Inventory.FORMAT,
                ScannerVersion.current(),
                image.id(),
                image.names(),
                distribution,
                cleaned.configuration(),
                cleaned.layers(),
                packages,
                executables.list(),
                unknown,
                new SensitiveContent(
                        Stream.concat(SensitiveText.leaks(view).stream(), cleaned.leaks().stream())
                                .toList(),
                        SensitiveText.cardNumbers(view),
                        RiskyFiles.in(view)),
                listsFiles ? owners.files(view, packages) : null,
                gaps.list());
    }

    /// A program that was recognised by its texts alone is no package of its own where the distribution brought it.
    private static boolean isListed(SoftwarePackage software) {
        return software.type() != PackageType.GENERIC || software.owner().isEmpty();
    }
}
