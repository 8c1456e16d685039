/// What the Command Center is told about this host: itself, its images, its containers, and what can be enforced on it.
@NullMarked
package io.plimsoll.enforcer.report;

import org.jspecify.annotations.NullMarked;
