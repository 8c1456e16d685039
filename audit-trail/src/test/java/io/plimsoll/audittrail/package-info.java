@NullMarked
package io.plimsoll.audittrail;

import org.jspecify.annotations.NullMarked;
