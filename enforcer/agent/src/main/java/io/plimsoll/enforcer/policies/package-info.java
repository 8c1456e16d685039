/// The policies in force on this host: the last signed snapshot that the Center sent, kept on the disk.
@NullMarked
package io.plimsoll.enforcer.policies;

import org.jspecify.annotations.NullMarked;
