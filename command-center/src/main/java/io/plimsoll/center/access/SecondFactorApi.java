package io.plimsoll.center.access;

import io.plimsoll.audittrail.EventType;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The second factor over HTTP. What is done to the own one needs a session and works before anything else does, so
/// that those who need one can get it.
@RestController
final class SecondFactorApi {
    record StateView(boolean on, @Nullable Instant since, long recoveryCodesLeft, boolean required) {}

    record Proof(@Nullable String password, @Nullable String code) {
        @Override
        public String toString() {
            return "a password and a code";
        }
    }

    record FirstCode(@Nullable String code) {}

    record RecoveryCodes(List<String> recoveryCodes) {
        @Override
        public String toString() {
            return recoveryCodes.size() + " recovery codes";
        }
    }

    record Rule(@Nullable List<String> roles) {}

    private final SecondFactor factor;
    private final Login login;

    SecondFactorApi(SecondFactor factor, Login login) {
        this.factor = factor;
        this.login = login;
    }

    @GetMapping("/api/v1/users/current/second-factor")
    @Permission(Permission.OWN_SESSION)
    StateView state(Caller caller) {
        SecondFactor.State state = factor.state(caller.name());
        return new StateView(
                state.since().isPresent(), state.since().orElse(null), state.recoveryCodesLeft(), state.required());
    }

    @PostMapping("/api/v1/users/current/second-factor")
    @ResponseStatus(HttpStatus.CREATED)
    @Permission(Permission.OWN_SESSION)
    SecondFactor.Begun begin(Caller caller, @RequestBody Proof proof) {
        String password = AccessApi.given(proof.password(), "password", AccessApi.LONGEST_PASSWORD);
        if (!login.isOwner(caller, password, Optional.empty(), EventType.USER_SECOND_FACTOR_CHANGED)) {
            throw new ProblemException(403, "password-wrong", "the password is wrong");
        }
        return factor.begin(caller);
    }

    @PutMapping("/api/v1/users/current/second-factor")
    @Permission(Permission.OWN_SESSION)
    RecoveryCodes confirm(Caller caller, @RequestBody FirstCode first) {
        return new RecoveryCodes(factor.confirm(caller, AccessApi.given(first.code(), "code", AccessApi.LONGEST_CODE)));
    }

    @PostMapping("/api/v1/users/current/second-factor/removal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission(Permission.OWN_SESSION)
    void switchOff(Caller caller, @RequestBody Proof proof) {
        String password = AccessApi.given(proof.password(), "password", AccessApi.LONGEST_PASSWORD);
        String code = AccessApi.given(proof.code(), "code", AccessApi.LONGEST_CODE);
        factor.requireRemovable(caller.name());
        if (!login.isOwner(caller, password, Optional.of(code), EventType.USER_SECOND_FACTOR_CHANGED)) {
            throw new ProblemException(403, "password-wrong", "the password or the code is wrong");
        }
        factor.switchOff(caller);
    }

    @DeleteMapping("/api/v1/users/{name}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("users.write")
    void reset(Caller caller, @PathVariable String name) {
        factor.reset(caller, name);
    }

    @GetMapping("/api/v1/second-factor-rule")
    @Permission("users.read")
    Rule rule() {
        return new Rule(factor.rolesThatNeedOne());
    }

    @PutMapping("/api/v1/second-factor-rule")
    @Permission("users.write")
    Rule setRule(Caller caller, @RequestBody Rule rule) {
        if (rule.roles() == null || rule.roles().contains(null)) {
            throw ProblemException.invalid("'roles' is the list of roles that need a second factor, [] for none");
        }
        TreeSet<String> roles = new TreeSet<>(rule.roles());
        factor.setRolesThatNeedOne(caller, roles);
        return new Rule(List.copyOf(roles));
    }
}
