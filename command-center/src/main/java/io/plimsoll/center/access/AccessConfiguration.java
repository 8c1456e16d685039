package io.plimsoll.center.access;

import io.plimsoll.center.audit.AuditTrail;
import io.plimsoll.center.server.CenterSettings;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.keys.InstallationKeys;
import io.plimsoll.center.server.keys.Seal;
import io.plimsoll.center.server.keys.TokenMint;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires users, sessions and their routes.
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {
    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    Sessions sessions(Database database, InstallationKeys keys, AuditTrail trail, Clock clock) {
        return new Sessions(database, new TokenMint(keys.secretFor("session tokens")), trail, clock);
    }

    @Bean
    ApiTokens apiTokens(Database database, InstallationKeys keys, AuditTrail trail, Clock clock) {
        return new ApiTokens(database, new TokenMint(keys.secretFor("API tokens")), trail, clock);
    }

    @Bean
    Admission admission(Sessions sessions, ApiTokens tokens, AuditTrail trail, Clock clock) {
        return new Admission(sessions, tokens, trail, clock);
    }

    @Bean
    AccountApi accountApi(Sessions sessions, ApiTokens tokens) {
        return new AccountApi(sessions, tokens);
    }

    @Bean
    RolesApi rolesApi(Database database, AuditTrail trail, Clock clock) {
        return new RolesApi(new Roles(database, trail, clock));
    }

    @Bean
    FirstAdministrator firstAdministrator(
            CenterSettings settings, Database database, Passwords passwords, AuditTrail trail, Clock clock) {
        FirstAdministrator first = new FirstAdministrator(
                database, passwords, trail, clock, settings.data().resolve("first-password"));
        first.make(settings.administratorPassword());
        return first;
    }

    @Bean
    SecondFactor secondFactor(
            Database database, Sessions sessions, InstallationKeys keys, AuditTrail trail, Clock clock) {
        return new SecondFactor(database, sessions, new Seal(keys.secretFor("second factors")), trail, clock);
    }

    @Bean
    Login login(
            Database database,
            Sessions sessions,
            Passwords passwords,
            SecondFactor factor,
            AuditTrail trail,
            Clock clock) {
        return new Login(database, sessions, passwords, factor, trail, clock);
    }

    @Bean
    SecondFactorApi secondFactorApi(SecondFactor factor, Login login) {
        return new SecondFactorApi(factor, login);
    }

    @Bean
    AccessApi accessApi(
            Database database,
            Sessions sessions,
            Login login,
            Passwords passwords,
            AuditTrail trail,
            Clock clock,
            FirstAdministrator firstAdministrator) {
        return new AccessApi(login, new Users(database, sessions, login, passwords, trail, clock), firstAdministrator);
    }
}
