package io.plimsoll.audittrail;

/// What an event happened to.
///
/// @param kind such as `container`, `image`, `host`, `user`, `policy`
/// @param id what never changes, such as a container id; never only a name where an id exists
/// @param name for people; empty where there is none
public record AuditObject(String kind, String id, String name) {}
