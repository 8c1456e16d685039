package io.plimsoll.center.registries;

/// An access key of AWS, against which Amazon ECR gives passwords for some hours. Its text shows no secret.
///
/// @param id no secret
/// @param sessionToken that goes with a temporary key; empty for one that stays
record AccessKey(String id, String secret, String sessionToken) {
    /// What is sealed of it. Neither part can hold a line feed.
    String text() {
        return sessionToken.isEmpty() ? secret : secret + "\n" + sessionToken;
    }

    /// The key whose text this is.
    static AccessKey of(String id, String text) {
        int end = text.indexOf('\n');
        return end < 0
                ? new AccessKey(id, text, "")
                : new AccessKey(id, text.substring(0, end), text.substring(end + 1));
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
