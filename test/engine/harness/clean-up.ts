import { cleanUp } from './janitor';

// Last of all, after what the tests end themselves.
afterAll(cleanUp);
