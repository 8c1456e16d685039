package io.plimsoll.center.images;

import io.plimsoll.model.Cvss;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.FindingStatus;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.Severity;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.model.Ssvc;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A finding as it is kept.
record FindingDocument(
        String id,
        List<String> aliases,

        @com.fasterxml.jackson.annotation.JsonProperty("package")
        PackageReference software,

        List<String> fixedVersions,
        String status,
        String severity,
        @Nullable String severityWhy,
        @Nullable Cvss cvss,
        List<Cvss> scores,
        List<Rating> ratings,
        boolean kev,
        @Nullable Double epss,
        @Nullable Decision ssvc,
        String title,
        @Nullable String published,
        String path,
        @Nullable String layer,
        String why) {
    record PackageReference(String name, String version, String purl) {}

    /// What one source calls it.
    record Rating(String source, String severity) {}

    /// How CISA weighs it.
    record Decision(String exploitation, boolean automatable, boolean totalImpact) {
        static @Nullable Decision of(@Nullable Ssvc ssvc) {
            return ssvc == null
                    ? null
                    : new Decision(ssvc.exploitation().word(), ssvc.automatable(), ssvc.totalImpact());
        }

        Optional<Ssvc> ssvc() {
            return Arrays.stream(Ssvc.Exploitation.values())
                    .filter(known -> known.word().equals(exploitation))
                    .findFirst()
                    .map(known -> new Ssvc(known, automatable, totalImpact));
        }
    }

    /// Rows of earlier versions have neither scores nor ratings.
    @SuppressWarnings("ConstantValue")
    FindingDocument {
        scores = scores == null ? List.of() : List.copyOf(scores);
        ratings = ratings == null ? List.of() : List.copyOf(ratings);
    }

    static FindingDocument of(Finding finding) {
        SoftwarePackage software = finding.software();
        Digest layer = software.layer();
        return new FindingDocument(
                finding.id(),
                finding.aliases(),
                new PackageReference(software.name(), software.version(), software.purl()),
                finding.fixedVersions(),
                finding.status().word(),
                finding.severity().word(),
                finding.severityWhy().isEmpty() ? null : finding.severityWhy(),
                finding.cvss(),
                finding.scores(),
                finding.ratings().stream()
                        .map(r -> new Rating(r.source(), r.severity().word()))
                        .toList(),
                finding.kev(),
                finding.epss(),
                Decision.of(finding.ssvc()),
                finding.title(),
                finding.published().isEmpty() ? null : finding.published(),
                software.path(),
                layer == null ? null : layer.toString(),
                finding.why());
    }

    /// The finding again, as far as a judgement looks at it.
    Finding finding() {
        return new Finding(
                id,
                aliases,
                new SoftwarePackage(
                        software.name(),
                        software.version(),
                        typeOf(software.purl()),
                        software.purl(),
                        null,
                        "",
                        path,
                        layer == null ? null : Digest.parse(layer)),
                fixedVersions,
                Arrays.stream(FindingStatus.values())
                        .filter(s -> s.word().equals(status))
                        .findFirst()
                        .orElse(FindingStatus.AFFECTED),
                Severity.ofWord(severity),
                severityWhy == null ? "" : severityWhy,
                cvss,
                scores,
                ratings.stream()
                        .map(r -> new Finding.Rating(r.source(), Severity.ofWord(r.severity())))
                        .toList(),
                kev,
                epss,
                ssvc == null ? null : ssvc.ssvc().orElse(null),
                title,
                published == null ? "" : published,
                why);
    }

    private static PackageType typeOf(String purl) {
        return Arrays.stream(PackageType.values())
                .filter(type -> purl.startsWith("pkg:" + type.purlType() + "/"))
                .findFirst()
                .orElse(PackageType.GENERIC);
    }
}
