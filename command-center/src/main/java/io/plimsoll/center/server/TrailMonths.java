package io.plimsoll.center.server;

/// How long events of the audit trail are kept. PCI DSS (10.7 of 3.2.1, 10.5.1 of 4.0.1) asks for twelve months, three
/// of
/// them at hand at once; less cannot be set.
///
/// @param online in the database, where they are searched; older ones are in archives
/// @param kept in all; older ones are removed
public record TrailMonths(int online, int kept) {
    private static final int LEAST_ONLINE = 3;
    private static final int LEAST_KEPT = 12;
    private static final int MOST = 240;

    /// What holds when nothing is said.
    public static final TrailMonths USUAL = new TrailMonths(LEAST_ONLINE, LEAST_KEPT);

    public TrailMonths {
        if (online < LEAST_ONLINE || kept < LEAST_KEPT || kept < online || kept > MOST) {
            throw new IllegalArgumentException(
                    "no trail is online for " + online + " and kept for " + kept + " months");
        }
    }

    static TrailMonths of(Options options) {
        int online = options.number("audit-online-months", USUAL.online, LEAST_ONLINE, MOST);
        int kept = options.number("audit-kept-months", Math.max(USUAL.kept, online), LEAST_KEPT, MOST);
        if (kept < online) {
            options.mistake(
                    "'--audit-kept-months' is at least '--audit-online-months', " + online + ", not '" + kept + "'");
            return USUAL;
        }
        return new TrailMonths(online, kept);
    }
}
