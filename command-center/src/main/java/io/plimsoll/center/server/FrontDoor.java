package io.plimsoll.center.server;

/// What lets others in. At the end it is closed before everything else, while what happens then can still be written
/// down.
public interface FrontDoor {
    void closeDoor();
}
