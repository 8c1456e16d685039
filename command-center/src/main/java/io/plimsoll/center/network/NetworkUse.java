package io.plimsoll.center.network;

/// How many containers are on a network.
///
/// @param containers running or not
public record NetworkUse(int containers, int running) {
    public static final NetworkUse NONE = new NetworkUse(0, 0);

    /// With one container more.
    public NetworkUse with(boolean isRunning) {
        return new NetworkUse(containers + 1, running + (isRunning ? 1 : 0));
    }
}
