package io.plimsoll.policy;

import io.plimsoll.model.Digest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One thing that an assurance policy asks of where an image and its parts come from, and of how old they are.
public sealed interface SupplyCheck extends AssuranceCheck {
    /// No package fits any of these patterns: nothing that the image does not need (CIS Docker 4.3).
    record DeniedPackages(List<PackagePattern> patterns) implements SupplyCheck {
        public DeniedPackages {
            patterns = List.copyOf(patterns);
        }
    }

    /// Every package fits one of these patterns.
    record AllowedPackages(List<PackagePattern> patterns) implements SupplyCheck {
        public AllowedPackages {
            patterns = List.copyOf(patterns);
        }
    }

    /// No package can only be used under one of these licences.
    ///
    /// @param patterns of SPDX identifiers
    /// @param allowUnknown let packages pass that name no licence
    record DeniedLicences(List<String> patterns, boolean allowUnknown) implements SupplyCheck {
        public DeniedLicences {
            patterns = List.copyOf(patterns);
        }
    }

    /// Every package can be used under these licences alone.
    ///
    /// @param patterns of SPDX identifiers
    /// @param allowUnknown let packages pass that name no licence
    record AllowedLicences(List<String> patterns, boolean allowUnknown) implements SupplyCheck {
        public AllowedLicences {
            patterns = List.copyOf(patterns);
        }
    }

    /// The image was scanned at most `days` days ago.
    record MaximumScanAge(int days) implements SupplyCheck {}

    /// The distribution's release is still maintained, and will be for `days` more days.
    ///
    /// @param allowUnknown let images pass whose release or its end nobody knows
    record EndOfLife(int days, boolean allowUnknown) implements SupplyCheck {}

    /// What carries one of these names is one of the approved images: no drift of a tag.
    ///
    /// @param approved digests of configuration, manifest or index, by repository name with tag
    record ApprovedDigests(Map<String, Set<Digest>> approved) implements SupplyCheck {
        public ApprovedDigests {
            approved = approved.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
        }
    }

    @Override
    default String rule() {
        return switch (this) {
            case DeniedPackages c -> "denied-packages";
            case AllowedPackages c -> "allowed-packages";
            case DeniedLicences c -> "denied-licences";
            case AllowedLicences c -> "allowed-licences";
            case MaximumScanAge c -> "maximum-scan-age";
            case EndOfLife c -> "end-of-life";
            case ApprovedDigests c -> "approved-digests";
        };
    }
}
