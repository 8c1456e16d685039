/// The security notices of Oracle Linux, as OVAL definitions (linux.oracle.com/security/oval).
@NullMarked
package io.plimsoll.feeds.oracle;

import org.jspecify.annotations.NullMarked;
