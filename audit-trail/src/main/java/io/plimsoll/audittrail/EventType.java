package io.plimsoll.audittrail;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The event catalogue: every kind of event that a trail can hold. Words are never renamed or used again for something
/// else, because old rows keep them.
public enum EventType {
    CONTAINER_START("container.start"),
    CONTAINER_START_REFUSED("container.start-refused"),
    CONTAINER_START_WOULD_REFUSE("container.start-would-refuse"),
    /// A container started while no Enforcer answered; reported afterwards.
    CONTAINER_START_UNGOVERNED("container.start-ungoverned"),
    CONTAINER_GATE_FAILED("container.gate-failed"),

    EXEC_DENIED("exec.denied"),
    EXEC_WOULD_DENY("exec.would-deny"),
    EXEC_KILLED("exec.killed"),

    IMAGE_SCANNED("image.scanned"),
    IMAGE_SCAN_FAILED("image.scan-failed"),
    IMAGE_SCAN_REQUESTED("image.scan-requested"),
    IMAGE_SCAN_CANCELLED("image.scan-cancelled"),
    IMAGE_VERDICT_CHANGED("image.verdict-changed"),
    /// Somebody decided that no container of an image starts.
    IMAGE_DISALLOWED("image.disallowed"),
    /// Somebody took that back.
    IMAGE_ALLOWED("image.allowed"),
    IMAGE_BASE_APPROVED("image.base-approved"),
    IMAGE_BASE_WITHDRAWN("image.base-withdrawn"),
    /// What was stored of an image was deleted.
    IMAGE_DELETED("image.deleted"),
    IMAGES_EXPORTED("image.exported"),

    ENFORCER_ENROLLED("enforcer.enrolled"),
    ENFORCER_STARTED("enforcer.started"),
    ENFORCER_STOPPED("enforcer.stopped"),
    ENFORCER_CONNECTED("enforcer.connected"),
    ENFORCER_DISCONNECTED("enforcer.disconnected"),
    ENFORCER_SILENT("enforcer.silent"),
    /// A stretch of time in which a host was not governed.
    ENFORCER_GAP("enforcer.gap"),
    ENFORCER_CERTIFICATE_RENEWED("enforcer.certificate-renewed"),
    ENFORCER_REVOKED("enforcer.revoked"),
    /// A revoked or unknown Enforcer tried to connect.
    ENFORCER_REFUSED("enforcer.refused"),
    ENFORCER_EVENTS_LOST("enforcer.events-lost"),
    ENFORCER_SNAPSHOT_APPLIED("enforcer.snapshot-applied"),
    ENFORCER_SNAPSHOT_REFUSED("enforcer.snapshot-refused"),
    ENFORCER_BUNDLE_APPLIED("enforcer.bundle-applied"),
    ENFORCER_BUNDLE_REFUSED("enforcer.bundle-refused"),
    ENFORCER_DEGRADED("enforcer.degraded"),
    /// An Enforcer sent a word that is not in this catalogue; the word is in the details.
    ENFORCER_UNKNOWN_EVENT("enforcer.unknown-event"),

    HOST_PROTECTED("host.protected"),
    HOST_GIVEN_BACK("host.given-back"),
    HOST_RESCUED("host.rescued"),

    ENGINE_CONTAINER_ATTACH("engine.container-attach"),
    ENGINE_CONTAINER_COMMIT("engine.container-commit"),
    ENGINE_CONTAINER_COPY("engine.container-copy"),
    ENGINE_CONTAINER_CREATE("engine.container-create"),
    ENGINE_CONTAINER_DESTROY("engine.container-destroy"),
    ENGINE_CONTAINER_DETACH("engine.container-detach"),
    ENGINE_CONTAINER_DIE("engine.container-die"),
    ENGINE_CONTAINER_EXPORT("engine.container-export"),
    ENGINE_CONTAINER_HEALTH("engine.container-health"),
    ENGINE_CONTAINER_KILL("engine.container-kill"),
    ENGINE_CONTAINER_OOM("engine.container-oom"),
    ENGINE_CONTAINER_PAUSE("engine.container-pause"),
    ENGINE_CONTAINER_PRUNE("engine.container-prune"),
    ENGINE_CONTAINER_RENAME("engine.container-rename"),
    ENGINE_CONTAINER_RESIZE("engine.container-resize"),
    ENGINE_CONTAINER_RESTART("engine.container-restart"),
    ENGINE_CONTAINER_START("engine.container-start"),
    ENGINE_CONTAINER_STOP("engine.container-stop"),
    ENGINE_CONTAINER_TOP("engine.container-top"),
    ENGINE_CONTAINER_UNPAUSE("engine.container-unpause"),
    ENGINE_CONTAINER_UPDATE("engine.container-update"),
    ENGINE_EXEC_CREATE("engine.exec-create"),
    ENGINE_EXEC_DETACH("engine.exec-detach"),
    ENGINE_EXEC_DIE("engine.exec-die"),
    ENGINE_EXEC_START("engine.exec-start"),
    ENGINE_IMAGE_BUILD("engine.image-build"),
    ENGINE_IMAGE_DELETE("engine.image-delete"),
    ENGINE_IMAGE_IMPORT("engine.image-import"),
    ENGINE_IMAGE_LOAD("engine.image-load"),
    ENGINE_IMAGE_PRUNE("engine.image-prune"),
    ENGINE_IMAGE_PULL("engine.image-pull"),
    ENGINE_IMAGE_PUSH("engine.image-push"),
    ENGINE_IMAGE_SAVE("engine.image-save"),
    ENGINE_IMAGE_TAG("engine.image-tag"),
    ENGINE_IMAGE_UNTAG("engine.image-untag"),
    ENGINE_NETWORK_CONNECT("engine.network-connect"),
    ENGINE_NETWORK_CREATE("engine.network-create"),
    ENGINE_NETWORK_DESTROY("engine.network-destroy"),
    ENGINE_NETWORK_DISCONNECT("engine.network-disconnect"),
    ENGINE_NETWORK_PRUNE("engine.network-prune"),
    ENGINE_VOLUME_CREATE("engine.volume-create"),
    ENGINE_VOLUME_DESTROY("engine.volume-destroy"),
    ENGINE_VOLUME_MOUNT("engine.volume-mount"),
    ENGINE_VOLUME_PRUNE("engine.volume-prune"),
    ENGINE_VOLUME_UNMOUNT("engine.volume-unmount"),
    ENGINE_DAEMON_RELOAD("engine.daemon-reload"),
    ENGINE_PLUGIN_CHANGED("engine.plugin-changed"),
    /// Any other action of the engine; its words are in the details.
    ENGINE_OTHER("engine.other"),

    USER_LOGIN("user.login"),
    USER_LOGIN_FAILED("user.login-failed"),
    /// The password was right, and the code of the second factor is still to come.
    USER_SECOND_FACTOR_ASKED("user.second-factor-asked"),
    USER_LOCKED("user.locked"),
    USER_LOGOUT("user.logout"),
    USER_CREATED("user.created"),
    USER_DELETED("user.deleted"),
    USER_PASSWORD_CHANGED("user.password-changed"),
    /// Somebody's second factor was set up, switched off or, by another one, reset.
    USER_SECOND_FACTOR_CHANGED("user.second-factor-changed"),
    /// Which roles need a second factor.
    USER_SECOND_FACTOR_RULE_CHANGED("user.second-factor-rule-changed"),
    USER_ROLE_CHANGED("user.role-changed"),
    /// Someone ended another one of the own sessions, or an administrator one of anybody's.
    USER_SESSION_REVOKED("user.session-revoked"),
    /// Someone with a valid session or API token asked for what the role does not allow.
    USER_FORBIDDEN("user.forbidden"),

    ROLE_CREATED("role.created"),
    ROLE_CHANGED("role.changed"),
    ROLE_DELETED("role.deleted"),

    API_TOKEN_CREATED("api-token.created"),
    API_TOKEN_REVOKED("api-token.revoked"),

    POLICY_CHANGED("policy.changed"),
    POLICY_DELETED("policy.deleted"),
    EXCEPTION_ADDED("exception.added"),
    EXCEPTION_CONFIRMED("exception.confirmed"),
    EXCEPTION_WITHDRAWN("exception.withdrawn"),
    EXCEPTION_EXPIRED("exception.expired"),
    LABEL_CHANGED("label.changed"),
    LABEL_DELETED("label.deleted"),
    SERVICE_CHANGED("service.changed"),
    SERVICE_DELETED("service.deleted"),
    /// Filters with a name are there for everybody, or others than before.
    SAVED_VIEW_SHARED("saved-view.shared"),
    /// No longer: they were taken back or removed.
    SAVED_VIEW_UNSHARED("saved-view.unshared"),
    REGISTRY_CHANGED("registry.changed"),
    REGISTRY_DELETED("registry.deleted"),
    /// Someone had a registry tried, with a login perhaps.
    REGISTRY_TESTED("registry.tested"),
    ENROLMENT_TOKEN_CREATED("enrolment-token.created"),
    ENROLMENT_TOKEN_REFUSED("enrolment-token.refused"),
    INTELLIGENCE_IMPORTED("intelligence.imported"),
    INTELLIGENCE_REFUSED("intelligence.refused"),
    AUDIT_EXPORTED("audit.exported"),
    /// Old rows moved from the database into a file; see [ArchivedRows].
    AUDIT_ARCHIVED("audit.archived"),
    /// The time of such a file was over.
    AUDIT_ARCHIVE_REMOVED("audit.archive-removed"),
    COMPLIANCE_REPORTED("compliance.reported"),
    SERVER_STARTED("server.started"),
    SERVER_STOPPED("server.stopped"),
    DATABASE_MIGRATED("database.migrated");

    private static final Map<String, EventType> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::word, Function.identity()));

    private final String word;

    EventType(String word) {
        this.word = word;
    }

    /// The word of rows and of the API, such as `container.start-refused`.
    public String word() {
        return word;
    }

    /// What the event is about: the first part of the word, such as `container`.
    public String subject() {
        return word.substring(0, word.indexOf('.'));
    }

    /// The type of that word, if the catalogue has it.
    public static Optional<EventType> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
