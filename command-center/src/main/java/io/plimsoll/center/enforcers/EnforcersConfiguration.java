package io.plimsoll.center.enforcers;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.audit.Checkpoints;
import io.plimsoll.center.containers.Containers;
import io.plimsoll.center.hosts.Hosts;
import io.plimsoll.center.images.Images;
import io.plimsoll.center.intelligence.Intelligence;
import io.plimsoll.center.policies.Policies;
import io.plimsoll.center.server.CenterSettings;
import io.plimsoll.center.server.Periodic;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.keys.GuardedFile;
import io.plimsoll.center.server.keys.InstallationKeys;
import io.plimsoll.center.server.keys.ServerCertificate;
import io.plimsoll.center.server.keys.TokenMint;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires Enforcers: their port, what they are told, and their routes.
@Configuration(proxyBeanMethods = false)
public class EnforcersConfiguration {
    @Bean
    Enforcers enforcers(
            Database database, InstallationKeys keys, AuditTrail trail, Clock clock, Live live, Periodic periodic) {
        Enforcers enforcers = new Enforcers(database, keys.authority(), trail, clock, live);
        periodic.every(Duration.ofSeconds(5), "silent-enforcers", enforcers::noteSilent);
        return enforcers;
    }

    @Bean
    EnrolmentTokens enrolmentTokens(Database database, InstallationKeys keys, AuditTrail trail, Clock clock) {
        return new EnrolmentTokens(database, new TokenMint(keys.secretFor("enrolment tokens")), trail, clock);
    }

    @Bean
    Conversations conversations(Hosts hosts) {
        return new Conversations(hosts::ofEnforcer);
    }

    @Bean
    ConversationNeeds conversationNeeds(
            Database database,
            AuditTrail trail,
            Enforcers enforcers,
            Conversations conversations,
            Hosts hosts,
            Images images,
            Containers containers,
            Policies policies,
            Intelligence intelligence,
            Checkpoints checkpoints,
            InstallationKeys keys,
            Clock clock) {
        policies.addFollower(conversations::tellAll);
        checkpoints.addKeeper(conversations::tellAll);
        intelligence.addFollower(taken -> intelligence.offering().ifPresent(conversations::tellAll));
        return new ConversationNeeds(
                enforcers,
                conversations,
                new EventIntake(database, trail, clock),
                hosts,
                images,
                containers,
                policies,
                intelligence,
                checkpoints,
                keys.signing(),
                clock);
    }

    @Bean
    EnforcerPort enforcerPort(
            CenterSettings settings,
            Database database,
            InstallationKeys keys,
            EnrolmentTokens tokens,
            ConversationNeeds needs,
            Periodic periodic) {
        CurrentCertificate certificate = new CurrentCertificate(keys.serverCertificate(settings.listen()));
        periodic.every(
                ServerCertificate.RENEWAL,
                "enforcer-port-certificate",
                () -> certificate.replace(keys.serverCertificate(settings.listen())));
        EnforcerPort port = EnforcerPort.open(
                new InetSocketAddress(settings.listen(), settings.enforcerPort()),
                certificate,
                keys.authority().certificate(),
                needs.enforcers(),
                needs.conversations(),
                new EnrolmentService(needs.enforcers(), tokens, keys, needs.intelligence()),
                new LinkService(needs, database, keys.authority()));
        settings.enrolmentFile()
                .ifPresent(file -> GuardedFile.writeSecret(
                        file,
                        (enrolment(settings.localHost(), port, keys, localToken(tokens)) + "\n")
                                .getBytes(StandardCharsets.US_ASCII)));
        return port;
    }

    /// The Enforcer of this host enrols with a token that no person has to carry.
    private static String localToken(EnrolmentTokens tokens) {
        return tokens.make("system:center", "start of the server").token();
    }

    private static EnrolmentString enrolment(String host, EnforcerPort port, InstallationKeys keys, String token) {
        return new EnrolmentString(host, port.number(), token, keys.authority().fingerprint());
    }

    @Bean
    EnforcersApi enforcersApi(
            CenterSettings settings,
            Enforcers enforcers,
            Conversations conversations,
            EnrolmentTokens tokens,
            EnforcerPort port,
            InstallationKeys keys) {
        String host = ServerCertificate.reachableHost(settings.listen());
        return new EnforcersApi(enforcers, conversations, tokens, token -> enrolment(host, port, keys, token));
    }

    @Bean
    AuditSources auditSources(Database database) {
        return new AuditSources(database);
    }
}
