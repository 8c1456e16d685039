package io.plimsoll.feeds.source;

import io.plimsoll.advisories.AddressPrefix;
import io.plimsoll.model.Ssvc;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The kinds of things that sources know.
public sealed interface Facts {
    /// Advisories about packages.
    ///
    /// @param covered ecosystems and releases that the source stands for as a whole
    record Advisories(List<FeedAdvisory> advisories, List<Covered> covered) implements Facts {
        public Advisories {
            advisories = List.copyOf(advisories);
            covered = List.copyOf(covered);
        }
    }

    /// CVE ids that are known to be exploited.
    record Exploited(Set<String> ids) implements Facts {
        public Exploited {
            ids = Set.copyOf(ids);
        }
    }

    /// Probability of exploitation by CVE id, 0 to 1.
    record Probabilities(Map<String, Double> byId) implements Facts {
        public Probabilities {
            byId = Map.copyOf(byId);
        }
    }

    /// CVSS vectors by CVE id.
    record Vectors(Map<String, List<Vector>> byId) implements Facts {
        public Vectors {
            byId = Map.copyOf(byId);
        }
    }

    /// What is known of CVEs that needs no package. It is used where no advisory says it better.
    record Descriptions(Map<String, Description> byId) implements Facts {
        public Descriptions {
            byId = Map.copyOf(byId);
        }
    }

    /// Last days of releases, by their names among ecosystems.
    record EndsOfLife(Map<String, LocalDate> byRelease) implements Facts {
        public EndsOfLife {
            byRelease = Map.copyOf(byRelease);
        }
    }

    /// A list of addresses that do harm.
    ///
    /// @param licence empty where the list does not say
    /// @param date ISO 8601 day of the list; empty where it does not date itself
    /// @param timeToLive how long its word counts, from its date or from when the bundle was built
    record Addresses(String name, String licence, String date, Duration timeToLive, List<AddressPrefix> prefixes)
            implements Facts {
        public Addresses {
            prefixes = List.copyOf(prefixes);
        }
    }

    /// How CISA weighs vulnerabilities, by CVE id.
    record Decisions(Map<String, Ssvc> byId) implements Facts {
        public Decisions {
            byId = Map.copyOf(byId);
        }
    }

    /// Several kinds of things from one source.
    record Several(List<Facts> facts) implements Facts {
        public Several {
            facts = List.copyOf(facts);
        }
    }

    /// @param title one line; empty where there is none
    /// @param published ISO 8601; empty where unknown
    record Description(String title, String published) {}

    /// A CVSS vector and who gave it, such as `nvd`.
    record Vector(String vector, String source) {}

    /// An ecosystem or release that a source stands for.
    ///
    /// @param fixesOnly whether it knows only vulnerabilities that have been fixed
    record Covered(String ecosystem, boolean fixesOnly) {}
}
