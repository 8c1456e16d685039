package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Judges where an image and its parts come from. What nobody knows leaves a check undecided, which breaks it.
final class SupplyRules {
    private static final String UNDECIDED = "undecided: ";
    private static final String UNKNOWN_PASSES = "; 'unknown: allow' in the policy lets it pass";

    private SupplyRules() {}

    /// Why the image breaks a check, or empty if it does not.
    static Optional<String> broken(SupplyCheck check, ImageFacts image, Circumstances now) {
        return switch (check) {
            case SupplyCheck.DeniedPackages c -> packages(image, all -> denied(c, all, now));
            case SupplyCheck.AllowedPackages c -> packages(image, all -> notAllowed(c, all, now));
            case SupplyCheck.DeniedLicences c ->
                packages(
                        image,
                        all -> licences(all, c.allowUnknown(), c.patterns(), LicenceTerms::areMetWithout, "denies"));
            case SupplyCheck.AllowedLicences c ->
                packages(
                        image,
                        all -> licences(all, c.allowUnknown(), c.patterns(), LicenceTerms::areMetBy, "does not allow"));
            case SupplyCheck.MaximumScanAge c -> scanTooOld(c, image.context().scanned(), now.today());
            case SupplyCheck.EndOfLife c -> ended(c, image.context().endOfLife(), now.today());
            case SupplyCheck.ApprovedDigests c -> drifted(c, image);
        };
    }

    private static Optional<String> packages(
            ImageFacts image, Function<List<InstalledPackage>, Optional<String>> judging) {
        List<InstalledPackage> all = image.context().packages();
        return all == null
                ? Optional.of(UNDECIDED + "nobody listed the packages of the image; scan it again")
                : judging.apply(all);
    }

    private static Optional<String> denied(
            SupplyCheck.DeniedPackages check, List<InstalledPackage> all, Circumstances now) {
        List<String> broken = new ArrayList<>();
        List<String> unclear = new ArrayList<>();
        for (InstalledPackage software : all) {
            for (PackagePattern pattern : check.patterns()) {
                Optional<Boolean> fits = pattern.fits(software, now.versions());
                if (fits.isEmpty()) {
                    unclear.add(unplaced(software, pattern));
                } else if (fits.get()) {
                    broken.add("the image holds " + software.shown() + ", which no image may hold");
                    break;
                }
            }
        }
        return first(broken, unclear);
    }

    private static Optional<String> notAllowed(
            SupplyCheck.AllowedPackages check, List<InstalledPackage> all, Circumstances now) {
        List<String> broken = new ArrayList<>();
        List<String> unclear = new ArrayList<>();
        for (InstalledPackage software : all) {
            Optional<PackagePattern> unplaced = Optional.empty();
            boolean allowed = false;
            for (PackagePattern pattern : check.patterns()) {
                Optional<Boolean> fits = pattern.fits(software, now.versions());
                allowed |= fits.orElse(false);
                unplaced = fits.isEmpty() ? Optional.of(pattern) : unplaced;
            }
            if (!allowed) {
                unplaced.ifPresentOrElse(
                        pattern -> unclear.add(unplaced(software, pattern)),
                        () -> broken.add("the image holds " + software.shown() + ", which the policy does not name"));
            }
        }
        return first(broken, unclear);
    }

    private static String unplaced(InstalledPackage software, PackagePattern pattern) {
        return "it cannot be told if the version of " + software.shown() + " is " + pattern.versions();
    }

    private static Optional<String> first(List<String> broken, List<String> unclear) {
        List<String> told = broken.isEmpty() ? unclear : broken;
        return told.stream()
                .sorted()
                .findFirst()
                .map(one -> (broken.isEmpty() ? UNDECIDED : "")
                        + one
                        + (told.size() == 1 ? "" : " (and " + (told.size() - 1) + " more)"));
    }

    private interface Terms {
        boolean areMet(List<String> patterns, List<String> expressions);
    }

    private static Optional<String> licences(
            List<InstalledPackage> all, boolean allowUnknown, List<String> patterns, Terms terms, String does) {
        List<String> broken = new ArrayList<>();
        List<String> unclear = new ArrayList<>();
        for (InstalledPackage software : all) {
            if (software.licences().isEmpty()) {
                if (!allowUnknown) {
                    unclear.add(software.shown() + " names no licence" + UNKNOWN_PASSES);
                }
            } else if (!terms.areMet(patterns, software.licences())) {
                broken.add(software.shown() + " is under " + shortened(software.licences()) + ", which the policy "
                        + does);
            }
        }
        return first(broken, unclear);
    }

    private static String shortened(List<String> licences) {
        String joined = String.join(", ", licences);
        return joined.length() > 100 ? joined.substring(0, 100) + "..." : joined;
    }

    private static Optional<String> scanTooOld(
            SupplyCheck.MaximumScanAge check, @Nullable LocalDate scanned, LocalDate today) {
        if (scanned == null) {
            return Optional.of(UNDECIDED + "nobody noted when the image was scanned; scan it again");
        }
        return scanned.plusDays(check.days()).isBefore(today)
                ? Optional.of("the image was scanned on " + scanned + ", more than " + check.days()
                        + " days ago; scan it again")
                : Optional.empty();
    }

    private static Optional<String> ended(SupplyCheck.EndOfLife check, @Nullable LocalDate end, LocalDate today) {
        if (end == null) {
            return check.allowUnknown()
                    ? Optional.empty()
                    : Optional.of(UNDECIDED + "nobody knows when the life of the distribution in the image ends"
                            + UNKNOWN_PASSES);
        }
        if (end.isBefore(today)) {
            return Optional.of("the distribution in the image is past its end of life since " + end);
        }
        return end.isBefore(today.plusDays(check.days()))
                ? Optional.of("the distribution in the image reaches its end of life on " + end
                        + "; the policy asks for " + check.days() + " more days")
                : Optional.empty();
    }

    private static Optional<String> drifted(SupplyCheck.ApprovedDigests check, ImageFacts image) {
        for (String name : image.names()) {
            Set<Digest> approved = check.approved().get(name);
            if (approved != null && image.context().digests().isEmpty()) {
                return Optional.of(UNDECIDED + "nobody knows the digest of " + name);
            }
            if (approved != null && image.context().digests().stream().noneMatch(approved::contains)) {
                return Optional.of(name + " is not the image that was approved under this name, but "
                        + image.context().digests().stream()
                                .map(Digest::toString)
                                .sorted()
                                .collect(Collectors.joining(" or ")));
            }
        }
        return Optional.empty();
    }
}
