package io.plimsoll.center.registries;

import io.plimsoll.center.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a registry says of a push: which tags of which repository are new. Nothing else in it is used.
///
/// @param repository without the registry
record PushNotice(String repository, String tag) {
    private static final int MOST = 1000;
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

    /// Reads the form of whichever registry: those of the distribution's registry (and of ACR, which sends one of its
    /// events alone), Harbor, Docker Hub and Quay are known.
    ///
    /// @return all pushes of tags; what is none is left out
    static List<PushNotice> parse(String body) {
        JsonNode document;
        try {
            document = JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw ProblemException.invalid("the body is no JSON");
        }
        List<PushNotice> notices = new ArrayList<>();
        document.path("events").forEach(event -> addEvent(notices, event));
        addEvent(notices, document);
        addHarbor(notices, document);
        add(
                notices,
                document.path("repository").path("repo_name"),
                document.path("push_data").path("tag"));
        document.path("updated_tags").forEach(tag -> add(notices, document.path("repository"), tag));
        return notices;
    }

    /// https://distribution.github.io/distribution/about/notifications/
    private static void addEvent(List<PushNotice> notices, JsonNode event) {
        if (event.path("action").asString("").equals("push")) {
            add(
                    notices,
                    event.path("target").path("repository"),
                    event.path("target").path("tag"));
        }
    }

    /// https://goharbor.io/docs/latest/working-with-projects/project-configuration/configure-webhooks/
    private static void addHarbor(List<PushNotice> notices, JsonNode document) {
        if (document.path("type").asString("").equals("PUSH_ARTIFACT")) {
            JsonNode data = document.path("event_data");
            data.path("resources")
                    .forEach(resource ->
                            add(notices, data.path("repository").path("repo_full_name"), resource.path("tag")));
        }
    }

    private static void add(List<PushNotice> notices, JsonNode repository, JsonNode tag) {
        String name = repository.asString("");
        String version = tag.asString("");
        if (notices.size() < MOST
                && name.length() <= RegistryDraft.LONGEST_REPOSITORY
                && RegistryDraft.REPOSITORY.matcher(name).matches()
                && TAG.matcher(version).matches()) {
            notices.add(new PushNotice(name, version));
        }
    }
}
