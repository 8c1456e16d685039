package io.plimsoll.center.compliance;

/// The six things that every record of the trail must tell (PCI DSS 3.2.1, 10.3.1 to 10.3.6).
public enum AuditField {
    USER("10.3.1", "the user"),
    TYPE("10.3.2", "the kind of event"),
    TIME("10.3.3", "date and time"),
    OUTCOME("10.3.4", "success or failure"),
    ORIGIN("10.3.5", "where the action came from"),
    OBJECT("10.3.6", "the object touched");

    private final String requirement;
    private final String words;

    AuditField(String requirement, String words) {
        this.requirement = requirement;
        this.words = words;
    }

    public String requirement() {
        return requirement;
    }

    public String words() {
        return words;
    }
}
