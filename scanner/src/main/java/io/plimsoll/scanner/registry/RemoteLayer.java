package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import java.util.Optional;

/// A layer that a registry offers.
///
/// @param blob digest of its bytes as they are transferred
/// @param size of these bytes
/// @param diffId digest of the unpacked layer, as the image's configuration claims; empty where it claims none
public record RemoteLayer(Digest blob, long size, Optional<Digest> diffId) {}
