package io.plimsoll.enforcer.events;

/// The resource that an event is about.
///
/// @param kind `container`, `image`, `host` or `enforcer`
/// @param id as its owner gives it; empty where it has none
/// @param name for people; empty where it has none
public record Subject(String kind, String id, String name) {
    public static Subject container(String id, String name) {
        return new Subject("container", id, name);
    }

    public static Subject image(String id, String name) {
        return new Subject("image", id, name);
    }

    /// This host.
    public static Subject host() {
        return new Subject("host", "", "");
    }

    /// This Enforcer itself.
    public static Subject enforcer() {
        return new Subject("enforcer", "", "");
    }
}
