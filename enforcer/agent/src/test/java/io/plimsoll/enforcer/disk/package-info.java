@NullMarked
package io.plimsoll.enforcer.disk;

import org.jspecify.annotations.NullMarked;
