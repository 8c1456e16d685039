package io.plimsoll.enforcer.images;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Makes an inventory of an image.
public interface ImageScanner {
    /// Reads an image as `docker save` writes it, and writes its inventory into a file. Takes as long as it takes;
    /// interrupting the thread ends it.
    ///
    /// @param layers what is known of its layers, and what takes the results of the others
    /// @throws ScanFailedException if there is none
    /// @throws IOException if the image cannot be read to its end
    void scan(InputStream image, LayerResults layers, Path inventory) throws IOException;
}
