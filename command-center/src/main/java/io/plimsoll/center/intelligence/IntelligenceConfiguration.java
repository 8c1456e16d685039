package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.BundleRefusedException;
import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.CenterSettings;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires intelligence.
@Configuration(proxyBeanMethods = false)
public class IntelligenceConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(IntelligenceConfiguration.class);

    @Bean
    TrustedKeys trustedKeys(CenterSettings settings) {
        return new TrustedKeys(settings.data().resolve("bundle-keys"));
    }

    @Bean(destroyMethod = "close")
    Intelligence intelligence(
            CenterSettings settings, TrustedKeys keys, Database database, AuditTrail trail, Clock clock, Live live) {
        Intelligence intelligence =
                new Intelligence(settings.data().resolve("intelligence"), keys, database, trail, clock, live);
        if (!reopened(intelligence)) {
            Optional<Path> home =
                    Optional.ofNullable(System.getProperty("plimsoll.home")).map(Path::of);
            SampleBundle.take(home, keys, intelligence);
        }
        return intelligence;
    }

    /// A bundle that can no longer be trusted is not used; the server runs without one and says so.
    private static boolean reopened(Intelligence intelligence) {
        try {
            return intelligence.reopen();
        } catch (BundleRefusedException e) {
            LOG.warn("the intelligence bundle is not used: {}", e.getMessage());
            return true;
        }
    }

    @Bean
    IntelligenceEvidence intelligenceEvidence(Intelligence intelligence) {
        return new IntelligenceEvidence(intelligence);
    }

    @Bean
    IntelligenceApi intelligenceApi(Intelligence intelligence, TrustedKeys keys) {
        return new IntelligenceApi(intelligence, keys);
    }
}
