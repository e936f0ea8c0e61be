
# Interview
refused-interview-no-registration = { $name } has no open registration: no interview.
