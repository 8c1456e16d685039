package io.plimsoll.center.exceptions;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.policy.Waiver;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Exceptions over HTTP.
@RestController
final class ExceptionsApi {
    private static final int LONGEST_REASON = 1000;
    private static final int SHORTEST_REASON = 3;

    /// As in the file: what is absent may be anything.
    record ScopeView(
            @JsonProperty("package") @Nullable String packageName,
            @Nullable String path,
            @Nullable String image) {
        static ScopeView of(Waiver waiver) {
            return new ScopeView(
                    named(waiver.packages()),
                    named(waiver.paths()),
                    waiver.images().images().stream().findFirst().orElse(null));
        }

        private static @Nullable String named(String pattern) {
            return pattern.equals("*") ? null : pattern;
        }

        NewException.NewScope asked() {
            return new NewException.NewScope(packageName, path, image);
        }
    }

    record ExceptionRequest(
            @Nullable String finding,
            @Nullable ScopeView scope,
            @Nullable String reason,
            @Nullable String expiry) {
        NewException asked() {
            return new NewException(finding, scope == null ? null : scope.asked(), reason, expiry);
        }

        /// For a preview it does not matter why and until when.
        NewException asked(LocalDate today) {
            return new NewException(finding, scope == null ? null : scope.asked(), "preview", today.toString());
        }
    }

    record Withdrawal(@Nullable String reason) {}

    record PreviewView(
            int images,
            int runningImages,
            int findings,
            boolean needsConfirmation,
            List<ExceptionPreview.Match> matches) {}

    /// What a pipeline needs to know of one in force.
    record InForceView(String finding, ScopeView scope, String reason, LocalDate expiry, String author) {
        static InForceView of(StoredException stored) {
            Waiver waiver = stored.waiver();
            return new InForceView(waiver.id(), ScopeView.of(waiver), waiver.reason(), waiver.expiry(), waiver.by());
        }
    }

    record ExceptionView(
            UUID id,
            String finding,
            ScopeView scope,
            String reason,
            LocalDate expiry,
            String author,
            Instant createdAt,
            String state,
            boolean needsConfirmation,
            @Nullable String confirmedBy,
            @Nullable Instant confirmedAt,
            @Nullable String withdrawnBy,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnBecause,
            long images,
            long findings) {
        static ExceptionView of(StoredException stored, LocalDate today) {
            Waiver waiver = stored.waiver();
            return new ExceptionView(
                    stored.id(),
                    waiver.id(),
                    ScopeView.of(waiver),
                    waiver.reason(),
                    waiver.expiry(),
                    waiver.by(),
                    stored.createdAt(),
                    stored.state(today).word(),
                    stored.needsConfirmation(),
                    stored.confirmation().map(StoredException.Signature::by).orElse(null),
                    stored.confirmation().map(StoredException.Signature::at).orElse(null),
                    stored.withdrawal().map(StoredException.Signature::by).orElse(null),
                    stored.withdrawal().map(StoredException.Signature::at).orElse(null),
                    stored.withdrawnBecause().isEmpty() ? null : stored.withdrawnBecause(),
                    stored.images(),
                    stored.findings());
        }
    }

    private final Exceptions exceptions;
    private final ExceptionPreview preview;

    ExceptionsApi(Exceptions exceptions, ExceptionPreview preview) {
        this.exceptions = exceptions;
        this.preview = preview;
    }

    @GetMapping("/api/v1/exceptions")
    @Permission(value = "exceptions.read", reach = Permission.Reach.LABELS)
    Page<ExceptionView> list(
            PageRequest page,
            @RequestParam Optional<String> state,
            @RequestParam Optional<String> image,
            @RequestParam Optional<String> vulnerability) {
        LocalDate today = exceptions.today();
        ExceptionStore.Filter filter = new ExceptionStore.Filter(
                state.map(word -> ProblemException.requireOneOf("state", word, ExceptionState.WORDS))
                        .flatMap(ExceptionState::ofWord),
                image.map(text -> ProblemException.requireText("image", text)),
                vulnerability.map(text -> ProblemException.requireText("vulnerability", text)),
                today);
        return exceptions.list(filter, page).map(stored -> ExceptionView.of(stored, today));
    }

    @GetMapping("/api/v1/exceptions/in-force")
    @Permission("exceptions.use")
    Page<InForceView> inForce(PageRequest page) {
        ExceptionStore.Filter filter = new ExceptionStore.Filter(
                Optional.of(ExceptionState.IN_FORCE), Optional.empty(), Optional.empty(), exceptions.today());
        return exceptions.list(filter, page).map(InForceView::of);
    }

    @PostMapping("/api/v1/exceptions")
    @Permission("exceptions.write")
    ResponseEntity<ExceptionView> add(Caller caller, @RequestBody ExceptionRequest request) {
        Exceptions.Added added = exceptions.add(caller, request.asked());
        return ResponseEntity.status(added.isNew() ? 201 : 200)
                .body(ExceptionView.of(added.exception(), exceptions.today()));
    }

    @PostMapping("/api/v1/exceptions/preview")
    @Permission("exceptions.write")
    PreviewView preview(Caller caller, @RequestBody ExceptionRequest request) {
        LocalDate today = exceptions.today();
        ExceptionPreview.Preview found = preview.of(request.asked(today).waiver(caller.name(), today));
        return new PreviewView(
                found.images(),
                found.runningImages(),
                found.findings(),
                exceptions.needConfirmation(),
                found.matches());
    }

    @PostMapping("/api/v1/exceptions/{exceptionId}/confirmation")
    @Permission("exceptions.confirm")
    ExceptionView confirm(Caller caller, @PathVariable UUID exceptionId) {
        return ExceptionView.of(exceptions.confirm(caller, exceptionId), exceptions.today());
    }

    @PostMapping("/api/v1/exceptions/{exceptionId}/withdrawal")
    @Permission("exceptions.write")
    ExceptionView withdraw(Caller caller, @PathVariable UUID exceptionId, @RequestBody Withdrawal withdrawal) {
        String reason = withdrawal.reason() == null ? "" : withdrawal.reason().strip();
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw ProblemException.invalid(
                    "'reason' says in " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters why");
        }
        return ExceptionView.of(exceptions.withdraw(caller, exceptionId, reason), exceptions.today());
    }
}
