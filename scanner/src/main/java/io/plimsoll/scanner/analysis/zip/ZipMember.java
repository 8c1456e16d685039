package io.plimsoll.scanner.analysis.zip;

/// One entry of a zip archive as its central directory describes it.
///
/// @param name as UTF-8; broken bytes show as the replacement character
/// @param method 0 stored, 8 deflated
/// @param encrypted whether it cannot be read without a password
/// @param header where its local header begins
/// @param packed bytes in the archive
/// @param size bytes when unpacked, as stated
public record ZipMember(String name, int method, boolean encrypted, long crc, int header, int packed, long size) {
    public static final int STORED = 0;
    public static final int DEFLATED = 8;
}
