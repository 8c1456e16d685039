@NullMarked
package io.plimsoll.enforcer.spool;

import org.jspecify.annotations.NullMarked;
