package io.plimsoll.scanner.sbom;

import io.plimsoll.model.Distribution;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.LimitReached;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes an inventory of a bill of materials. It is as good as whoever made that: what the document does not list was
/// not looked for, and what it lists without a package URL of a kind that we know is a gap.
public final class SbomScan {
    private static final Comparator<SoftwarePackage> ORDER = Comparator.comparing(SoftwarePackage::path)
            .thenComparing(SoftwarePackage::name)
            .thenComparing(SoftwarePackage::version)
            .thenComparing(SoftwarePackage::architecture);

    private static final Set<String> SOFTWARE = Set.of("library", "framework", "");
    /// The image itself, as some tools list it.
    private static final Set<String> NO_PACKAGES = Set.of("oci", "docker");

    private static final Pattern RELEASE = Pattern.compile("(?:(?<id>[a-z][a-z0-9._-]*)-)?(?<version>\\d[\\w.]*)");

    private final Budget budget;
    private final Gaps gaps = new Gaps();
    private final List<SoftwarePackage> packages = new ArrayList<>();
    private final Map<String, Long> unknownTypes = new TreeMap<>();
    private final Map<Distribution, Integer> named = new HashMap<>();
    private final Set<Distribution> systems = new LinkedHashSet<>();
    private long unidentified;

    private SbomScan(Budget budget) {
        this.budget = budget;
    }

    /// Reads a document to its end.
    ///
    /// @param scanner version that the inventory names as its maker
    /// @throws IOException if it is no bill of materials, with the reason for people
    public static Inventory read(InputStream stream, Budget budget, String scanner) throws IOException {
        SbomScan scan = new SbomScan(budget);
        String subject = "";
        try {
            BillOfMaterials.Read read = BillOfMaterials.read(stream, scan::take);
            subject = read.subject();
            read.missing().forEach(sentence -> scan.gaps.add("sbom-incomplete", sentence, ""));
        } catch (LimitReached e) {
            scan.gaps.add(e, "");
        }
        return scan.inventory(subject, scanner);
    }

    private Inventory inventory(String subject, String scanner) {
        if (unidentified > 0) {
            gaps.add("sbom-unidentified", unidentified + " components have no package URL and are not judged", "");
        }
        unknownTypes.forEach((type, count) -> gaps.add(
                "sbom-unknown-type", count + " packages are of the type '" + type + "', which is not judged", ""));
        packages.sort(ORDER);
        return new Inventory(
                Inventory.FORMAT,
                scanner,
                null,
                subject.isEmpty() ? List.of() : List.of(subject),
                distribution(),
                null,
                List.of(),
                packages,
                List.of(),
                gaps.list());
    }

    private void take(Element element) throws LimitReached {
        budget.spendEntry();
        if (element.kind().equals("operating-system")) {
            systems.add(new Distribution(
                    element.name().toLowerCase(Locale.ROOT),
                    element.version(),
                    element.property("plimsoll:codename"),
                    element.description()));
        } else if (!element.purl().isEmpty()) {
            budget.spendFactBytes(element.weight());
            identified(element);
        } else if (SOFTWARE.contains(element.kind())) {
            unidentified++;
        }
    }

    private void identified(Element element) {
        Optional<PackageUrl> parsed = PackageUrl.parse(element.purl());
        if (parsed.isPresent()) {
            PackageUrl purl = parsed.get();
            Optional<PackageType> type = PackageType.ofPurlType(purl.type());
            if (type.isPresent()) {
                packages.add(ListedPackage.of(element, purl, type.get()));
                if (type.get().isDistributionPackage()) {
                    release(purl).ifPresent(release -> named.merge(release, 1, Integer::sum));
                }
            } else if (!NO_PACKAGES.contains(purl.type())) {
                unknownTypes.merge(purl.type(), 1L, Long::sum);
            }
        } else {
            String text = element.purl();
            gaps.add(
                    "malformed-package",
                    "'" + text.substring(0, Math.min(200, text.length())) + "' is no package URL",
                    element.path());
        }
    }

    /// `distro=debian-12`, or the version alone where the namespace says whose it is.
    private static Optional<Distribution> release(PackageUrl purl) {
        Matcher matcher = RELEASE.matcher(purl.qualifier("distro"));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String id = matcher.group("id") == null ? purl.namespace() : matcher.group("id");
        return id.isEmpty() ? Optional.empty() : Optional.of(new Distribution(id, matcher.group("version"), "", ""));
    }

    /// What the operating system is said to be, else what most packages say.
    private @Nullable Distribution distribution() {
        if (systems.size() > 1 || (systems.isEmpty() && named.size() > 1)) {
            gaps.add("conflicting-os-release", "the document names several distributions; one is taken", "");
        }
        return systems.stream()
                .findFirst()
                .or(() -> named.entrySet().stream()
                        .max(Map.Entry.<Distribution, Integer>comparingByValue()
                                .thenComparing(entry -> entry.getKey().toString()))
                        .map(Map.Entry::getKey))
                .orElse(null);
    }
}
