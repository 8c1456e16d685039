package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.model.Digest;
import io.plimsoll.model.Distribution;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.layer.FilePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what a database says of its packages as the inventory has it.
final class RpmPackages {
    private final FilePath database;
    private final @Nullable Distribution distribution;
    private final Map<String, Long> epochs = new HashMap<>();

    RpmPackages(FilePath database, @Nullable Distribution distribution, List<RpmRecord> records) {
        this.database = database;
        this.distribution = distribution;
        records.stream()
                .filter(record -> record.version().equals(record.sourceVersion()))
                .forEach(record -> epochs.merge(record.sourceRpm(), record.epoch(), Math::min));
    }

    /// @param layer that brought it
    SoftwarePackage software(RpmRecord record, @Nullable Digest layer) {
        SoftwarePackage software = new SoftwarePackage(
                record.name(),
                record.fullVersion(),
                PackageType.RPM,
                purl(record),
                source(record),
                record.architecture(),
                database.toString(),
                layer);
        return record.licence().isEmpty() ? software : software.licensed(List.of(record.licence()));
    }

    /// The epoch of a source package is written nowhere. Packages in the version of their source have its epoch;
    /// that of others is told by their siblings, or taken to be 0, which rather finds too much than too little.
    private SoftwarePackage.@Nullable Source source(RpmRecord record) {
        if (record.sourceRpm().isEmpty()) {
            return null;
        }
        long epoch = record.version().equals(record.sourceVersion())
                ? record.epoch()
                : epochs.getOrDefault(record.sourceRpm(), 0L);
        return new SoftwarePackage.Source(record.sourceName(), RpmRecord.withEpoch(epoch, record.sourceVersion()));
    }

    /// The qualifiers are those that other tools write and read: `upstream` is the file name of the source package, and
    /// `rpmmod` the module.
    private String purl(RpmRecord record) {
        String release = distribution == null || distribution.versionId().isEmpty()
                ? ""
                : distribution.id() + "-" + distribution.versionId();
        return PackageUrl.of(
                PackageType.RPM.purlType(),
                distribution == null ? "" : vendor(distribution.id()),
                record.name(),
                record.version(),
                Map.of(
                        "arch", record.architecture(),
                        "distro", release,
                        "epoch", record.epoch() == 0 ? "" : Long.toString(record.epoch()),
                        "rpmmod", record.module(),
                        "upstream", record.sourceRpm()));
    }

    /// Package URLs name the vendor, and that is not always what os-release calls its product.
    private static String vendor(String id) {
        return switch (id) {
            case "rhel" -> "redhat";
            case "sles" -> "suse";
            case "opensuse-leap", "opensuse-tumbleweed" -> "opensuse";
            default -> id;
        };
    }
}
