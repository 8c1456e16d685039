package io.plimsoll.enforcer.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Makes an inventory of an image.
public interface ImageScanner {
    /// Reads an image as `docker save` writes it, and writes its inventory into a file. Takes as long as it takes;
    /// interrupting the thread ends it.
    ///
    /// @throws ScanFailedException if there is none
    /// @throws IOException if the image cannot be read to its end
    void scan(InputStream image, Path inventory) throws IOException;
}
