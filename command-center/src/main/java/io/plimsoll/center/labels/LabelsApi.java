package io.plimsoll.center.labels;

import io.plimsoll.center.server.http.Caller;
import io.plimsoll.center.server.http.Page;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.Permission;
import io.plimsoll.center.server.http.ProblemException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Labels over HTTP.
@RestController
final class LabelsApi {
    record LabelValue(@Nullable String value) {}

    record LabelView(
            String kind, String id, @Nullable String name, String key, String value, String setBy, Instant setAt) {
        static LabelView of(Label label) {
            return new LabelView(
                    label.kind().word(),
                    label.id(),
                    label.name().orElse(null),
                    label.key(),
                    label.value(),
                    label.setBy(),
                    label.setAt());
        }
    }

    private final Labels labels;

    LabelsApi(Labels labels) {
        this.labels = labels;
    }

    @GetMapping("/api/v1/labels")
    @Permission(value = "labels.read", reach = Permission.Reach.LABELS)
    Page<LabelView> list(PageRequest page, @RequestParam Optional<String> kind, @RequestParam Optional<String> id) {
        return labels.list(kind.map(LabelsApi::kind), id, page).map(LabelView::of);
    }

    @PutMapping("/api/v1/labels/{kind}/{id}/{key}")
    @Permission("labels.write")
    LabelView put(
            Caller caller,
            @PathVariable String kind,
            @PathVariable String id,
            @PathVariable String key,
            @RequestBody LabelValue body) {
        String value = body.value();
        return LabelView.of(labels.put(caller, kind(kind), id, key, value == null ? "" : value));
    }

    @DeleteMapping("/api/v1/labels/{kind}/{id}/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Permission("labels.write")
    void delete(Caller caller, @PathVariable String kind, @PathVariable String id, @PathVariable String key) {
        labels.delete(caller, kind(kind), id, key);
    }

    private static AssetKind kind(String word) {
        return AssetKind.ofWord(word)
                .orElseThrow(() -> ProblemException.invalid(
                        "'kind' is host, image, network, service or container, not '" + word + "'"));
    }
}
