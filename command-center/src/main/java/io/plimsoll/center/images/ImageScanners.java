package io.plimsoll.center.images;

import io.plimsoll.model.Digest;
import java.util.List;
import java.util.UUID;

/// Those who can scan an image where it is. The feature `enforcers` knows them.
public interface ImageScanners {
    /// Asks for a fresh scan.
    ///
    /// @param hosts that hold the image
    /// @return how many of them were asked; the others are not connected
    int scan(Digest image, List<UUID> hosts);
}
